import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventNameOf } from '../../src/requirements/event-name.ts';

it.each([
  ['place order', 'OrderPlaced'],
  ['Place an order', 'OrderPlaced'],
  ['placeOrder', 'OrderPlaced'],
  ['place-order', 'OrderPlaced'],
  ['add item to cart', 'ItemAddedToCart'],
  ['check out cart', 'CartCheckedOut'],
  ['ship order', 'OrderShipped'],
  ['cancel order', 'OrderCancelled'],
  ['submit claim', 'ClaimSubmitted'],
  ['edit note', 'NoteEdited'],
  ['open account', 'AccountOpened'],
  ['try payment', 'PaymentTried'],
  ['pay invoice', 'InvoicePaid'],
  ['send VAT invoice', 'VATInvoiceSent'],
  ['stop turbine', 'TurbineStopped'],
  ['transfer money', 'MoneyTransferred'],
  ['offer discount', 'DiscountOffered'],
  ['deliver parcel', 'ParcelDelivered'],
  ['sync calendar', 'CalendarSynced'],
  ['allow access', 'AccessAllowed'],
  ['register Gerät', 'GerätRegistered'],
  ['cancel booking', 'BookingCancelled'],
  ['finish picking', 'PickingFinished'],
  ['bring parcel', 'ParcelBrought'],
  ['publish listing', 'ListingPublished'],
  ['admit visitor', 'VisitorAdmitted'],
])('%s gives %s', (command, event) => {
  expect(eventNameOf(command)).toBe(event);
});

it.each([
  'checkout',
  'order placed',
  'placing orders',
  '注文する',
  'to order',
  '',
  'place order!',
  'add to cart',
])('%s gives none', command => {
  expect(eventNameOf(command)).toBeUndefined();
});

it('gives an identifier or nothing for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(eventNameOf(text) ?? 'X').toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
    }),
  );
});

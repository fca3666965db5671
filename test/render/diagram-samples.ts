import { readdirSync, readFileSync } from 'node:fs';
import type {
  ContainersView,
  SystemContextView,
  TemplateSet,
  TradeOffView,
} from '../../src/model/diagram.ts';

const folder = new URL('../../templates/diagrams/', import.meta.url);

/** The templates as they are shipped. */
export const templates: TemplateSet = Object.fromEntries(
  readdirSync(folder).map(file => [
    file.replace('.mmd.hbs', ''),
    readFileSync(new URL(file, folder), 'utf8'),
  ]),
);

const container = (
  id: string,
  name: string,
  technology: string,
  kind: ContainersView['containers'][number]['kind'],
  responsibility: string,
) => ({ id, name, technology, kind, responsibility });

const arrow = (from: string, to: string, label?: string, asynchronous = false) => ({
  from,
  to,
  asynchronous,
  ...(label === undefined ? {} : { label }),
});

export const typicalContext: SystemContextView = {
  system: 'Order platform',
  purpose: 'Takes orders from web shops and gets them to the warehouse',
  people: [
    { name: 'Shopper', concerns: 'Fast checkout, clear prices' },
    { name: 'Support agent', concerns: 'Finds an order in seconds' },
    { name: 'Warehouse lead' },
  ],
  externals: [
    { name: 'Stripe', criticality: 'hard', protocol: 'HTTPS, REST', availability: '99.99 %' },
    { name: 'Warehouse system (SAP EWM)', criticality: 'hard', protocol: 'SFTP, hourly' },
    { name: 'SendGrid', criticality: 'soft', protocol: 'HTTPS' },
    { name: 'Address check', criticality: 'soft' },
    { name: 'Data lake' },
  ],
  flows: [
    arrow('Shopper', 'Order platform', 'places and tracks orders'),
    arrow('Support agent', 'Order platform', 'corrects orders'),
    arrow('Warehouse lead', 'Order platform'),
    arrow('Order platform', 'Stripe', 'charges cards'),
    arrow('Order platform', 'Warehouse system (SAP EWM)', 'sends pick lists', true),
    arrow('Warehouse system (SAP EWM)', 'Order platform', 'reports shipments', true),
    arrow('Order platform', 'SendGrid', 'sends mail', true),
    arrow('Order platform', 'Address check', 'checks addresses'),
    arrow('Order platform', 'Data lake', 'order events', true),
  ],
};

export const typicalContainers: ContainersView = {
  system: 'Order platform',
  people: [{ name: 'Shopper', concerns: 'Fast checkout' }, { name: 'Support agent' }],
  containers: [
    container('web', 'Web shop', 'React 19', 'web', 'Catalogue, basket and checkout in the browser'),
    container('gw', 'API gateway', 'Envoy 1.31', 'gateway', 'Routes, authenticates, limits rates'),
    container('ord', 'Orders', 'Kotlin, Spring Boot', 'service', 'Owns the life of an order'),
    container('pay', 'Payments', 'Kotlin, Spring Boot', 'service', 'Charges and refunds'),
    container('cat', 'Catalogue', 'Go', 'service', 'Products, prices and stock'),
    container('odb', 'Orders DB', 'PostgreSQL 16', 'database', 'Orders and their history'),
    container('cdb', 'Product cache', 'Redis 7', 'cache', 'Hot products'),
    container('bus', 'Order events', 'Kafka 3.8', 'stream', 'Order life-cycle events, kept 7 days'),
    container('mail', 'Notifier', 'Node 22', 'worker', 'Turns events into mail'),
    container('thumb', 'Thumbnails', 'AWS Lambda', 'function', 'Scales product pictures'),
    container('pic', 'Pictures', 'S3', 'object-store', 'Product pictures'),
    container('q', 'Mail queue', 'RabbitMQ 4', 'queue', 'Mail that waits to be sent'),
  ],
  externals: [
    { name: 'Stripe', criticality: 'hard', protocol: 'HTTPS', availability: '99.99 %' },
    { name: 'SendGrid', criticality: 'soft' },
  ],
  edges: [
    arrow('Shopper', 'web', 'shops'),
    arrow('Support agent', 'web'),
    arrow('web', 'gw', 'JSON over HTTPS'),
    arrow('gw', 'ord'),
    arrow('gw', 'cat'),
    arrow('ord', 'pay', 'asks for payment'),
    arrow('pay', 'Stripe', 'charges'),
    arrow('ord', 'odb', 'reads and writes'),
    arrow('cat', 'cdb'),
    arrow('ord', 'bus', 'publishes', true),
    arrow('bus', 'mail', 'order placed, shipped', true),
    arrow('mail', 'q', undefined, true),
    arrow('q', 'SendGrid', 'sends', true),
    arrow('pic', 'thumb', 'new picture', true),
    arrow('cat', 'pic'),
  ],
};

/** A gateway, a stream and a service with its database for each name: 2 + 2 n containers. */
export const manyContainers = (services: number): ContainersView => {
  const places = Array.from({ length: services }, (_, place) => place);
  return {
    system: 'Commerce hub',
    people: [{ name: 'Shopper' }],
    externals: [{ name: 'Stripe' }],
    containers: [
      container('gw', 'Front door', 'Envoy', 'gateway', 'Routes'),
      container('bus', 'Events', 'Kafka', 'stream', 'All events'),
      ...places.flatMap(place => [
        container(`s${place}`, `Service ${place}`, 'Go', 'service', 'Serves'),
        container(`d${place}`, `Store ${place}`, 'PostgreSQL', 'database', 'Keeps'),
      ]),
    ],
    edges: [
      arrow('Shopper', 'gw'),
      ...places.flatMap(place => [
        arrow('gw', `s${place}`),
        arrow(`s${place}`, `d${place}`),
        arrow(`s${place}`, 'bus', 'publishes', true),
        arrow(`s${place}`, `s${(place * 7 + 3) % services}`, 'asks'),
      ]),
      arrow('s0', 'Stripe'),
    ],
  };
};

export const typicalTradeOff: TradeOffView = {
  question: 'Which broker carries order events between the services?',
  criteria: [
    '99th-percentile latency',
    'Monthly cost',
    'Operability by a team of three',
    'Team familiarity',
    'Data residency in the EU',
    'Time to first release',
    'Throughput headroom',
  ].map((name, place) => ({ name, rank: place < 5 ? place + 1 : null })),
  options: [
    { name: 'Apache Kafka', standing: 'chosen', marks: ['++', '−', '−', '+', '++', '0', '++'] },
    {
      name: 'RabbitMQ 4 quorum queues',
      standing: 'considered',
      marks: ['+', '+', '+', '++', '++', '+', '0'],
    },
    { name: 'Amazon SQS and SNS', standing: 'dominated', marks: ['0', '+', '+', '0', '+', '0', '0'] },
    {
      name: 'Google Pub/Sub',
      standing: 'excluded',
      excludedBy: 'Personal data stays in the EU (R-12)',
      marks: ['+', '0', '++', '−', '?', '+', '+'],
    },
  ],
  verdict: 'leaning',
  closeness: 'Changes if cost takes 16 points from the others',
};

import type { Figure, FigureInput, Unit } from '../model/figure.ts';
import { type Derivation, type DerivationId, derivations } from './derivations.ts';

/** A number as the requirements gave it. */
export const given = (name: string, value: number, unit: Unit): FigureInput => ({
  name,
  value,
  unit,
  origin: 'given',
});

/** A number that is assumed for want of a given one; the caller lists it as an assumption. */
export const assumed = (name: string, value: number, unit: Unit): FigureInput => ({
  name,
  value,
  unit,
  origin: 'default',
});

/** Another figure's value under the name that this formula uses. */
export const derivedFrom = (name: string, { value, unit }: Figure): FigureInput => ({
  name,
  value,
  unit,
  origin: 'derived',
});

/**
 * A figure with its value, and with the value at ten times the load where load enters. `subject` tells figures of
 * one kind apart (`storage:order`); `name` and `unit` replace the derivation's own, for messages say. Null where
 * inputs are missing, unknown to the formula or impossible.
 */
export const derive = (
  id: DerivationId,
  inputs: readonly FigureInput[],
  options: { readonly subject?: string; readonly name?: string; readonly unit?: Unit } = {},
): Figure | null => {
  const derivation: Derivation = derivations[id];
  const value = valueFrom(derivation, inputs);
  if (value === null) return null;
  const tenfold = tenfoldFrom(derivation, inputs);
  return {
    id: options.subject === undefined ? id : `${id}:${options.subject}`,
    name: options.name ?? derivation.name,
    value,
    unit: options.unit ?? derivation.unit,
    formula: derivation.formula,
    inputs,
    ...(tenfold === null ? {} : { tenfold }),
  };
};

/** Twelve digits: the last ones of a logarithm are not the same on every machine. */
const stable = (value: number): number => Number(value.toPrecision(12));

const valueFrom = (derivation: Derivation, inputs: readonly FigureInput[]): number | null => {
  const value = derivation.compute(inputs);
  return value === null ? null : stable(value);
};

const tenfoldFrom = (derivation: Derivation, inputs: readonly FigureInput[]): number | null => {
  if (derivation.load.length === 0) return null;
  const { load } = derivation;
  const isLoad = ({ name }: FigureInput): boolean => load === 'every' || load.includes(name);
  return valueFrom(
    derivation,
    inputs.map(input => (isLoad(input) ? { ...input, value: input.value * 10 } : input)),
  );
};

/** What a figure's inputs give, and whether the figure says so. */
export type Recomputed = {
  readonly holds: boolean;
  /** Null where the id names no derivation or the inputs do not fit it. */
  readonly value: number | null;
  readonly tenfold: number | null;
};

/** Checks a figure, read back from a document perhaps, against its own inputs; agreement is to nine digits. */
export const recompute = (figure: Figure): Recomputed => {
  const derivation = derivationOf(figure.id);
  if (derivation === null) return { holds: false, value: null, tenfold: null };
  const value = valueFrom(derivation, figure.inputs);
  const tenfold = tenfoldFrom(derivation, figure.inputs);
  const holds =
    value !== null &&
    figure.formula === derivation.formula &&
    agree(figure.value, value) &&
    (tenfold === null ? figure.tenfold === undefined : agree(figure.tenfold ?? Number.NaN, tenfold));
  return { holds, value, tenfold };
};

const derivationOf = (figureId: string): Derivation | null => {
  const id = figureId.split(':', 1)[0] ?? '';
  return isDerivationId(id) ? derivations[id] : null;
};

const isDerivationId = (id: string): id is DerivationId => Object.hasOwn(derivations, id);

const agree = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

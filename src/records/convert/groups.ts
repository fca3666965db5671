import type { Heading, Outline, Section } from '../reading/outline.ts';
import { plainText } from '../reading/plain-text.ts';
import { type Purpose, purposeOf } from '../reading/section-names.ts';

/** What a part of a record is for: as the reader names it, and the drivers of MADR. */
export type PartPurpose = Purpose | 'drivers' | null;

/** A heading with all below it that moves along: headings below it belong to its body. */
export type Part = {
  readonly purpose: PartPurpose;
  readonly heading: Heading;
  readonly sections: readonly Section[];
};

const purposeOfPart = ({ text }: Heading): PartPurpose => {
  const plain = plainText(text);
  return /^(?:decision )?drivers$|^(?:entscheidungs)?treiber$/i.test(plain) ? 'drivers' : purposeOf(plain);
};

/** Sections without the one of the title, by what moves on its own: MADR has its consequences below the outcome. */
export const partsOf = ({ sections }: Outline, title: Heading | null): readonly Part[] => {
  const parts: { purpose: PartPurpose; heading: Heading; sections: Section[] }[] = [];
  for (const section of sections) {
    const { heading } = section;
    if (heading === null || heading === title) continue;
    const purpose = purposeOfPart(heading);
    const isOwn = heading.depth === 3 && (purpose === 'consequences' || purpose === 'confirmation');
    const last = parts.at(-1);
    const inOutcome =
      last !== undefined && ['outcome', 'consequences', 'confirmation'].includes(last.purpose ?? '');
    if (last === undefined || heading.depth <= 2) parts.push({ purpose, heading, sections: [section] });
    else if (isOwn && inOutcome) parts.push({ purpose, heading, sections: [section] });
    else if (inOutcome && last.heading.depth === 3 && heading.depth === 3)
      parts.push({ purpose: 'outcome', heading, sections: [section] });
    else last.sections.push(section);
  }
  return parts;
};

/** Names that say no more than the section of the other format does. */
const plainNames: Readonly<Partial<Record<NonNullable<PartPurpose>, RegExp>>> = {
  status: /^status$/i,
  context: /^context(?: and problem statement)?$/i,
  drivers: /^decision drivers$/i,
  options: /^considered options$/i,
  outcome: /^decision(?: outcome)?$/i,
  consequences: /^consequences$/i,
  confirmation: /^confirmation$/i,
  arguments: /^pros and cons of the options$/i,
  links: /^more information$/i,
};

/** Whether the name of a part can be left out below the one that the other format gives it. */
export const isPlainName = ({ purpose, heading }: Part): boolean =>
  purpose !== null && (plainNames[purpose]?.test(heading.text.trim()) ?? false);

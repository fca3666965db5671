import { loginOf, schemeOf } from '../design/data/access.ts';
import { sectionsOf } from '../design/sections.ts';
import { crossingsOf, encrypts } from '../design/security/boundaries.ts';
import { isGuarded, type Sight, shortly, sightOf } from '../design/sight.ts';
import type { Design } from '../stages/design.ts';
import { listed } from './decisions.ts';
import { isReadable } from './english.ts';
import { type Breach, defect, type Rule, requirement, rule } from './rule.ts';

const said = (text: string): boolean => text.trim() !== '';

const ungrantable = ({ design, operations }: Sight): Breach<'document'>[] => {
  const { rights } = sectionsOf(design).security;
  return operations
    .filter(({ kind, summary }) => kind !== 'get' && !rights.some(row => row.operations.includes(summary)))
    .map(({ summary }) =>
      defect(requirement('entities'), `The operation “${summary}” stands in no row of the table of rights.`),
    );
};

const anonymous = ({ design, operations, requirements }: Sight): Breach<'system'>[] =>
  loginOf(design) !== null ||
  schemeOf(design) !== null ||
  operations.length + requirements.stakeholders.length === 0
    ? []
    : [
        {
          about: 'system',
          at: requirement('decided'),
          text: 'Nothing says how people and systems prove who they are.',
          hint: 'Ask it in decisions (id: authentication), or write in decided how callers sign in.',
        },
      ];

/** Commands on personal or secret things for which no sentence of the file names somebody. */
const unowned = ({ design, operations, requirements }: Sight): Breach<'system'>[] => {
  const open = new Set(
    sectionsOf(design)
      .security.rights.filter(({ who }) => who === 'not said')
      .flatMap(row => row.operations.split(', ')),
  );
  const commands = operations.filter(
    ({ command, entity, summary }) => command !== null && isGuarded(entity) && open.has(summary),
  );
  if (commands.length === 0 || !isReadable(requirements)) return [];
  const names = [...new Set(commands.map(({ entity }) => entity.name))];
  return [
    {
      about: 'system',
      at: requirement('functional'),
      text: `No requirement says who may ${shortly(commands.map(({ summary }) => summary))}, though data of ${listed(names)} is personal or secret.`,
      hint: 'Name in functional who does each: “A clerk shall …”, with the verb of the command.',
    },
  ];
};

const callersKnown = rule({
  id: 'SEC-001',
  says: 'The design says how callers prove who they are, and who may change what is personal or secret.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => {
    const sight = sightOf(design);
    return [...ungrantable(sight), ...anonymous(sight), ...unowned(sight)];
  },
});

const unprotected = ({ design, guarded }: Sight): Breach<'document'>[] => {
  const { classes } = sectionsOf(design).security;
  return guarded
    .filter(({ name }) => !classes.some(({ entity, owed }) => entity === name && said(owed)))
    .map(({ name }) =>
      defect(
        requirement('entities'),
        `${name} is personal or secret, and the document does not say how it is encrypted at rest.`,
      ),
    );
};

const borderless = (sight: Sight): Breach<'document'>[] => {
  const { boundaries } = sectionsOf(sight.design).security;
  return crossingsOf(sight)
    .filter(one => !boundaries.some(row => row.from === one.from && row.to === one.to && said(row.encrypted)))
    .map(({ from, to }) =>
      defect(requirement('flows'), `The document does not say whether ${from} → ${to} is encrypted.`),
    );
};

/** External systems over protocols that carry everything in the clear unless both ends insist on more. */
const inTheClear = ({ requirements, guarded }: Sight): Breach<'system'>[] => {
  const plain = requirements.external_systems.filter(
    ({ protocol }) => protocol !== undefined && encrypts(protocol) === false,
  );
  return guarded.length === 0 || plain.length === 0
    ? []
    : [
        {
          about: 'system',
          at: requirement('external_systems'),
          text: `${listed(plain.map(({ name, protocol }) => `${name} (${protocol})`))} ${plain.length === 1 ? 'is' : 'are'} spoken to over a protocol that does not encrypt by itself, while ${listed(guarded.map(({ name }) => name))} ${guarded.length === 1 ? 'is' : 'are'} personal or secret.`,
          hint: `Agree on encryption with ${plain.length === 1 ? 'it' : 'them'} and write it into protocol, as in “${plain[0]?.protocol}, TLS enforced”.`,
        },
      ];
};

const encrypted = rule({
  id: 'SEC-002',
  says: 'What is personal or secret is encrypted at rest, and on its way to every system outside.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => {
    const sight = sightOf(design);
    return [...unprotected(sight), ...borderless(sight), ...inTheClear(sight)];
  },
});

const secretsAndLimits = rule({
  id: 'SEC-003',
  says: 'Every external system has a credential with a holder, and the peak has a limit beyond which requests are refused.',
  levels: { document: 'error' },
  breaches: design => {
    const { secrets, limits } = sectionsOf(design).security;
    const { requirements, figures } = design.analysis;
    const keyless = requirements.external_systems.filter(
      ({ name }) => !secrets.some(({ secret, holder }) => secret.endsWith(` ${name}`) && said(holder)),
    );
    const boundless =
      figures.some(({ id }) => id === 'peak-rate') && !limits.some(({ value }) => said(value));
    return [
      ...keyless.map(({ name }) =>
        defect(requirement('external_systems'), `No secret of the design is the credential for ${name}.`),
      ),
      ...(boundless
        ? [defect(requirement('load'), 'The file gives a load, and no limit for callers follows from it.')]
        : []),
    ];
  },
});

/** A01 to A10: the number of risks on the list. */
const listedRisks = 10;
/** With fewer of them assessed the table says little of this system. */
const fewestAssessed = 6;

const incomplete = (design: Design): Breach<'document'>[] => {
  const { risks } = sectionsOf(design).security;
  const numbers = Array.from({ length: listedRisks }, (_, at) => `A${String(at + 1).padStart(2, '0')}`);
  return numbers
    .filter(number => {
      const row = risks.find(({ risk }) => risk.startsWith(`${number} `));
      const assessed = row !== undefined && said(row.control) && said(row.test) && said(row.where);
      const excused = row !== undefined && /^Not assessed: .+\?/su.test(row.where);
      return !assessed && !excused;
    })
    .map(number =>
      defect(
        requirement('system'),
        `${number} of the OWASP Top 10 has neither control and test nor a reason why it is not assessed.`,
      ),
    );
};

const risksAssessed = rule({
  id: 'SEC-004',
  says: 'Each risk of the OWASP Top 10 has a control and a test, or a reason; most can be assessed from the file.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => {
    const assessed = sectionsOf(design).security.risks.filter(({ control }) => said(control));
    return [
      ...incomplete(design),
      ...(assessed.length >= fewestAssessed
        ? []
        : [
            {
              about: 'system' as const,
              at: requirement('entities'),
              text: `Only ${assessed.length} of the ${listedRisks} risks of the OWASP Top 10 can be assessed from the file.`,
              hint: 'Write entities with fields, commands and classification, and external_systems with their protocol; Security says what each risk lacks.',
            },
          ]),
    ];
  },
});

export const securityRules: readonly Rule[] = [callersKnown, encrypted, secretsAndLimits, risksAssessed];

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encrypts } from '../../src/design/security/boundaries.ts';
import { securityOf, securityView } from '../../src/design/security/security.ts';
import { readTemplates } from '../../src/io/package-files.ts';
import { markdown } from '../../src/render/markdown/markdown.ts';
import { documentRenderer } from '../../src/render/templates/templates.ts';
import type { Design } from '../../src/stages/design.ts';
import { hostileText, readText } from '../render/hostile-text.ts';
import { designOf } from '../rules/designs.ts';
import { choosing, undecided, useExamples } from './samples.ts';

const documents = readTemplates('documents');
const rendered = documentRenderer({
  name: 'design-security',
  template: documents['design-security'] ?? '',
  partials: documents,
  viewSchema: securityView,
});

const { designs, example } = useExamples();

const rightsIn = (design: Design): Record<string, string> =>
  Object.fromEntries(securityOf(design).rights.map(({ who, operations }) => [who, operations]));
const riskIn = (design: Design, id: string) => {
  const found = securityOf(design).risks.find(({ risk }) => risk.startsWith(id));
  if (found === undefined) throw new Error(`no risk ${id}`);
  return found;
};

const clinic = {
  system: 'Clinic',
  purpose: 'Book visits.',
  stakeholders: [{ role: 'Patient' }, { role: 'Head nurse' }],
  functional: [
    { id: 'F1', text: 'When a patient books a visit, the system shall reserve it.' },
    { id: 'F2', text: 'If a visit is not confirmed in time, the system shall cancel it.' },
    { id: 'F3', text: 'When the lab system confirms a result, the system shall file the result.' },
    { id: 'F4', text: 'The nurse shall move a visit.' },
    { id: 'F5', text: 'The doctor shall sign a result.' },
  ],
  entities: [
    {
      name: 'Visit',
      owner: 'Desk',
      classification: 'personal',
      retention: '10 years',
      fields: { id: 'uuid', patient_id: 'uuid', reason: 'text', state: 'text' },
      commands: ['book visit', 'cancel visit', 'move visit'],
    },
    {
      name: 'Result',
      owner: 'Lab',
      classification: 'secret',
      fields: { id: 'uuid', finding: 'text' },
      references: ['Visit'],
      commands: ['file result', 'sign result'],
    },
  ],
  external_systems: [
    { name: 'Lab system', criticality: 'hard', protocol: 'HTTP with webhooks' },
    { name: 'Archive', criticality: 'soft', protocol: 'SFTP' },
  ],
  flows: [
    { from: 'Patient', to: 'Clinic', kind: 'command', rate: '2/s' },
    { from: 'Lab system', to: 'Lab', kind: 'event', rate: '5/min' },
    { from: 'Lab', to: 'Archive', kind: 'file' },
  ],
  load: { dau: 1000, requests_per_user_day: 288, peak_factor: 50 },
  compliance: ['GDPR', 'House rules'],
};

describe('who may what', () => {
  test('follows the sentence of the requirement', () => {
    expect(rightsIn(undecided(clinic))).toEqual({
      Patient: 'book visit',
      'the system by itself': 'cancel visit',
      'the system, caused by Lab system': 'file result',
      'Head nurse': 'move visit',
      'not said': 'list visits, sign result, list results',
    });
  });

  test('a name that ends in “system” is not the system itself', () => {
    const functional = [{ id: 'F3', text: 'The lab system shall file the result.' }];
    expect(rightsIn(undecided({ ...clinic, functional }))['Lab system']).toBe('file result');
  });

  test('a role is called by its last word only where no other role shares it', () => {
    const two = { ...clinic, stakeholders: [...clinic.stakeholders, { role: 'Night nurse' }] };
    expect(rightsIn(undecided(two))['Head nurse']).toBeUndefined();
    expect(rightsIn(example('payment-ledger'))['Fraud analyst']).toBe('release payment');
  });
});

describe('the ten risks', () => {
  test('all stand there once, in their order, with the source of their names', () => {
    for (const design of designs.values()) {
      const { risks, owasp } = securityOf(design);
      expect(risks.map(({ risk }) => risk.slice(0, 3))).toEqual(
        Array.from({ length: 10 }, (_, index) => `A${String(index + 1).padStart(2, '0')}`),
      );
      expect(owasp.title).toBe('OWASP Top 10:2025');
      for (const { where, control, test: check } of risks) {
        const assessed = !where.startsWith('Not assessed: ');
        expect([control !== '', check !== '']).toEqual([assessed, assessed]);
        if (!assessed) expect(where).toMatch(/\?$/);
      }
    }
  });

  test('A01 counts the operations and names whose row it is', () => {
    const { where, control, test: check } = riskIn(undecided(clinic), 'A01');
    // Visit: 3 commands (2 on one), get, list; Result: 2 commands (file makes one), get, list.
    expect(where).toMatch(/^5 of 9 operations take an id, 5 of them that of Visit and Result\. For 3 /);
    expect(control).toContain('A Patient reaches a Visit only where its patient_id is theirs.');
    expect(control).toContain('Which field says whose Result it is?');
    expect(check).toContain("call each of the 3 operations on Visit with another Patient's id: 404");
    expect(check).toContain('of 27 calls only those pass');
  });

  test('what was decided on rights and on tenants is named, and brings its tests', async () => {
    const file = {
      system: 'Pupil register',
      purpose: 'Let schools keep the register of their pupils',
      stakeholders: [{ role: 'Teacher' }],
      functional: ['A teacher enters who is absent', 'Staff see the pupils of only their own school'],
      entities: [
        { name: 'Pupil', owner: 'register', classification: 'personal', commands: ['register pupil'] },
        { name: 'Note', owner: 'register', commands: ['write note'] },
      ],
      compliance: ['GDPR'],
      team: { size: 5, skills: { postgresql: 'working' } },
      priorities: ['security', 'cost', 'complexity'],
    };
    const whole = await designOf(file);
    const { rights_note } = securityOf(whole);
    expect(rights_note).toContain('Rights are decided by: Row-level security in the database.');
    expect(rights_note).toContain('Organisations are kept apart by: Pooled rows with row-level security.');
    const { control, test: check } = riskIn(whole, 'A01');
    expect(control).toContain('Until then only roles and organisations tell rows apart.');
    expect(check).toContain('without a tenant and fails when any row is visible.');
    expect(riskIn(choosing(whole, 'tenancy', 'pooled-rows'), 'A01').test).toContain('with two tenants');
    expect(securityOf(undecided(file)).rights_note).not.toContain('kept apart');
    const asking = choosing(whole, 'authorization', 'policy-service');
    expect(riskIn(asking, 'A01').test).toContain('without a decision in the log');
  });

  test('A04 tells protocols that encrypt from those that do not', () => {
    const { where, control } = riskIn(undecided(clinic), 'A04');
    expect(where).toContain('Lab system (HTTP with webhooks) does not encrypt unless told to.');
    expect(where).not.toContain('Archive');
    expect(control).toContain('Result with a data key besides');
    expect(['HTTPS with webhooks', 'SMTP', 'ISO 20022 over MQ', 'ISO 20022 files'].map(encrypts)).toEqual([
      true,
      false,
      false,
      null,
    ]);
  });

  test('A05 lists what people write, and what each outlet would take for an instruction', () => {
    expect(riskIn(undecided(clinic), 'A05').where).toBe('2 fields of text: Visit.reason and Result.finding.');
    const club = example('club-bookings');
    expect(riskIn(club, 'A05').where).toContain(
      'queries of SQLite on one server, the table of F4 and mail to',
    );
    expect(riskIn(club, 'A05').test).toContain('=1+1');
    expect(riskIn(choosing(club, 'primary-store', 'mongodb'), 'A05').test).toContain('an operator');
  });

  test('A08 asks for a signature where another system calls back', () => {
    const { control, test: check } = riskIn(undecided(clinic), 'A08');
    expect(control).toContain('a signature over the body of each call of Lab system');
    expect(check).toContain('(no ResultFiled)');
  });

  test('A09 keeps what people wrote out of the logs', () => {
    const { control, test: check } = riskIn(undecided(clinic), 'A09');
    expect(control).toContain('without what Visit.reason and Result.finding hold');
    expect(check).toMatch(/^Run each of the 5 once as a known test caller: 5 lines name it/);
  });
});

describe('borders, secrets, limits', () => {
  const view = securityOf(undecided(clinic));

  test('one credential for each external system, a second where it calls back', () => {
    expect(view.secrets.map(({ secret, holder }) => [secret, holder])).toEqual([
      ['Credential for Lab system', 'Lab'],
      ['Key that checks the calls of Lab system', 'Lab'],
      ['Credential for Archive', 'Lab'],
      ['Data key of what is secret', 'the parts that show it'],
    ]);
  });

  test('each owner has a role of its own where owners are apart', () => {
    const shop = example('ticket-shop');
    const roles = (design: Design) => securityOf(design).secrets.map(({ secret }) => secret);
    expect(roles(choosing(shop, 'decomposition', 'service-per-owner'))).toContain(
      '5 roles, one for each owner',
    );
    expect(roles(choosing(shop, 'decomposition', 'modular-monolith'))).toContain('Access to Primary store');
  });

  test('the limit of one caller is its requests at peak, with the formula', () => {
    // 288 · 50 / 1,440 = 10 a minute; · 10 = 100.
    expect(view.limits.map(({ value }) => value)).toEqual(['100 a minute', '≈ 170 requests/s', '5/min']);
    expect(view.limits[0]?.formula).toContain('requests_per_user_day (288) · peak_factor (50) / 1,440 min');
  });

  test('rules that are known are spelled out, others asked about', () => {
    expect(view.obligations.map(({ rule, asks }) => `${rule} ${asks.split(':')[0]}`)).toEqual([
      'GDPR Art. 17',
      'GDPR Art. 32',
      'GDPR Art. 33',
    ]);
    expect(view.obligations[0]?.here).toContain('Which law asks for Visit over 10 years?');
    expect(view.questions).toContain(
      'What does House rules ask of this system? Nothing of it is assessed here.',
    );
  });

  test('only what is personal or secret has a row, with what the law adds', () => {
    expect(view.classes.map(({ entity, owed }) => [entity, owed])).toEqual([
      ['Visit', 'encryption at rest; GDPR: erasable one by one, with what Result repeats of it'],
      ['Result', 'a data key besides the encryption of the disk; GDPR: does it tell of people?'],
    ]);
    expect(securityOf(example('order-notifications')).classes).toEqual([]);
  });
});

describe('as a document', () => {
  test('the view is what its schema says, and the same twice', () => {
    for (const design of designs.values()) {
      const view = securityOf(design);
      expect(securityView.parse(view)).toEqual(view);
      expect(rendered(view)).toBe(rendered(securityOf(design)));
    }
  });

  const word = fc.oneof(
    hostileText,
    fc.constantFrom('a|b', '{{x}}', '<b>', '__proto__', 'constructor', '`', ']('),
  );
  const names = fc.uniqueArray(word, {
    minLength: 5,
    maxLength: 5,
    selector: one => one.trim().normalize('NFC'),
  });

  test('hostile names leave no value unfilled and add no cell, heading or link', () => {
    const structure = (text: string) => {
      const counts: Record<string, number> = {};
      const walk = (node: { readonly type: string; readonly children?: readonly unknown[] }): void => {
        counts[node.type] = (counts[node.type] ?? 0) + 1;
        for (const child of node.children ?? []) walk(child as Parameters<typeof walk>[0]);
      };
      walk(markdown.parse(text));
      return [counts.tableCell, counts.heading, counts.link, counts.table];
    };
    const file = ([a, b, c, d, e]: readonly string[]) => ({
      ...clinic,
      system: a,
      stakeholders: [{ role: b }, { role: 'Head nurse' }],
      external_systems: [{ name: c, criticality: 'hard', protocol: d }],
      flows: [{ from: c, to: 'Lab', kind: 'event' }],
      compliance: [`${e} `, 'GDPR'],
    });
    const plain = structure(rendered(securityOf(undecided(file(['Q', 'W', 'X', 'Y', 'Z'])))));
    fc.assert(
      fc.property(names, parts => {
        let design: Design;
        try {
          design = undecided(file(parts));
        } catch {
          return; // What reading refuses never comes this far.
        }
        const text = rendered(securityOf(design));
        expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object Object\]/);
        const found = structure(text);
        expect(found[1]).toBe(plain[1]);
        expect(found[2]).toBe(plain[2]);
        expect(readText(markdown.parse(text))).toContain('Broken Access Control');
      }),
      { numRuns: 60 },
    );
  }, 90_000);
});

#!/usr/bin/env node
/**
 * Load test of the operations in openapi.yaml, at the rates that the design document computes. Node 20 or newer,
 * no package. `node load-test.mjs --help` says how to run it.
 *
 * Requests leave on schedule, whatever the answers do, and their latency counts from the moment at which they were
 * due: a system that stalls shows its stall.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { parseArgs } from 'node:util';

/** Computed from the requirements. Rates in requests a second, `seconds` in seconds, latencies in milliseconds. */
const plan = {
  "system": "Payment ledger",
  "header": null,
  "scenarios": [
    {
      "criteria": { "p50": null, "p95": null, "p99": null, "errors": 0 },
      "judged": "whole",
      "in_order": true,
      "stops": false,
      "name": "smoke",
      "phases": [ { "from": 1, "to": 1, "seconds": 23 } ]
    },
    {
      "criteria": { "p50": null, "p95": 150, "p99": 500, "errors": 0.0001 },
      "judged": "whole",
      "in_order": false,
      "stops": false,
      "name": "average",
      "phases": [ { "from": 2500, "to": 2500, "seconds": 600 } ]
    },
    {
      "criteria": { "p50": null, "p95": 150, "p99": 500, "errors": 0.0001 },
      "judged": "whole",
      "in_order": false,
      "stops": false,
      "name": "stress",
      "phases": [ { "from": 2500, "to": 10000, "seconds": 300 }, { "from": 10000, "to": 10000, "seconds": 600 } ]
    },
    {
      "criteria": { "p50": null, "p95": 150, "p99": 500, "errors": 0.0001 },
      "judged": "whole",
      "in_order": false,
      "stops": false,
      "name": "spike",
      "phases": [
        { "from": 2500, "to": 2500, "seconds": 60 },
        { "from": 10000, "to": 10000, "seconds": 120 },
        { "from": 2500, "to": 2500, "seconds": 120 }
      ]
    },
    {
      "criteria": { "p50": null, "p95": 150, "p99": 500, "errors": 0.0001 },
      "judged": "each",
      "in_order": false,
      "stops": false,
      "name": "soak",
      "phases": [
        { "from": 2500, "to": 2500, "seconds": 3600 },
        { "from": 2500, "to": 2500, "seconds": 3600 },
        { "from": 2500, "to": 2500, "seconds": 3600 },
        { "from": 2500, "to": 2500, "seconds": 3600 }
      ]
    },
    {
      "criteria": { "p50": null, "p95": 150, "p99": 500, "errors": 0.0001 },
      "judged": "first",
      "in_order": false,
      "stops": true,
      "name": "breakpoint",
      "phases": [
        { "from": 10000, "to": 10000, "seconds": 120 },
        { "from": 20000, "to": 20000, "seconds": 120 },
        { "from": 30000, "to": 30000, "seconds": 120 },
        { "from": 40000, "to": 40000, "seconds": 120 },
        { "from": 50000, "to": 50000, "seconds": 120 },
        { "from": 60000, "to": 60000, "seconds": 120 },
        { "from": 70000, "to": 70000, "seconds": 120 },
        { "from": 80000, "to": 80000, "seconds": 120 },
        { "from": 90000, "to": 90000, "seconds": 120 },
        { "from": 100000, "to": 100000, "seconds": 120 }
      ]
    }
  ],
  "resources": [
    { "name": "Account", "key": "iban" },
    { "name": "Booking", "key": "id" },
    { "name": "Payment", "key": "id" },
    { "name": "FraudCase", "key": "id" },
    { "name": "ClearingFile", "key": "id" }
  ],
  "requests": [
    {
      "operation": "openAccountAccount",
      "kind": "create",
      "method": "POST",
      "path": "/accounts",
      "resource": "Account",
      "body": [
        {
          "name": "iban",
          "kind": "text",
          "many": false,
          "refers": null,
          "values": [],
          "length": null,
          "digits": null
        },
        {
          "name": "currency",
          "kind": "text",
          "many": false,
          "refers": null,
          "values": [],
          "length": null,
          "digits": null
        },
        {
          "name": "opened_on",
          "kind": "date",
          "many": false,
          "refers": null,
          "values": [],
          "length": null,
          "digits": null
        },
        {
          "name": "state",
          "kind": "text",
          "many": false,
          "refers": null,
          "values": [],
          "length": null,
          "digits": null
        }
      ],
      "share": 0.0000039134
    },
    {
      "operation": "freezeAccountAccount",
      "kind": "change",
      "method": "POST",
      "path": "/accounts/{id}/freeze",
      "resource": "Account",
      "body": null,
      "share": 0.0000039134
    },
    {
      "operation": "closeAccountAccount",
      "kind": "change",
      "method": "POST",
      "path": "/accounts/{id}/close",
      "resource": "Account",
      "body": null,
      "share": 0.0000039134
    },
    {
      "operation": "getAccount",
      "kind": "get",
      "method": "GET",
      "path": "/accounts/{id}",
      "resource": "Account",
      "body": null,
      "share": 0.0749999
    },
    {
      "operation": "listAccount",
      "kind": "list",
      "method": "GET",
      "path": "/accounts",
      "resource": "Account",
      "body": null,
      "share": 0.0749999
    },
    {
      "operation": "postBookingBooking",
      "kind": "create",
      "method": "POST",
      "path": "/bookings",
      "resource": "Booking",
      "body": [
        {
          "name": "booked_at",
          "kind": "timestamp",
          "many": false,
          "refers": null,
          "values": [],
          "length": null,
          "digits": null
        },
        {
          "name": "value_date",
          "kind": "date",
          "many": false,
          "refers": null,
          "values": [],
          "length": null,
          "digits": null
        },
        {
          "name": "purpose",
          "kind": "text",
          "many": false,
          "refers": null,
          "values": [],
          "length": null,
          "digits": null
        },
        {
          "name": "account_iban",
          "kind": "text",
          "many": false,
          "refers": "Account",
          "values": [],
          "length": null,
          "digits": null
        }
      ],
      "share": 0.0666583
    },
    {
      "operation": "reverseBookingBooking",
      "kind": "change",
      "method": "POST",
      "path": "/bookings/{id}/reverse",
      "resource": "Booking",
      "body": null,
      "share": 0.0666583
    },
    {
      "operation": "getBooking",
      "kind": "get",
      "method": "GET",
      "path": "/bookings/{id}",
      "resource": "Booking",
      "body": null,
      "share": 3.47222e-7
    },
    {
      "operation": "listBooking",
      "kind": "list",
      "method": "GET",
      "path": "/bookings",
      "resource": "Booking",
      "body": null,
      "share": 3.47222e-7
    },
    {
      "operation": "acceptPaymentPayment",
      "kind": "create",
      "method": "POST",
      "path": "/payments",
      "resource": "Payment",
      "body": [
        {
          "name": "account_iban",
          "kind": "text",
          "many": false,
          "refers": "Account",
          "values": [],
          "length": null,
          "digits": null
        }
      ],
      "share": 0.0666583
    },
    {
      "operation": "rejectPaymentPayment",
      "kind": "change",
      "method": "POST",
      "path": "/payments/{id}/reject",
      "resource": "Payment",
      "body": null,
      "share": 0.0666583
    },
    {
      "operation": "holdPaymentPayment",
      "kind": "change",
      "method": "POST",
      "path": "/payments/{id}/hold",
      "resource": "Payment",
      "body": null,
      "share": 0.0666583
    },
    {
      "operation": "releasePaymentPayment",
      "kind": "change",
      "method": "POST",
      "path": "/payments/{id}/release",
      "resource": "Payment",
      "body": null,
      "share": 0.0666583
    },
    {
      "operation": "getPayment",
      "kind": "get",
      "method": "GET",
      "path": "/payments/{id}",
      "resource": "Payment",
      "body": null,
      "share": 0.0749999
    },
    {
      "operation": "listPayment",
      "kind": "list",
      "method": "GET",
      "path": "/payments",
      "resource": "Payment",
      "body": null,
      "share": 0.0749999
    },
    {
      "operation": "openCaseFraudCase",
      "kind": "create",
      "method": "POST",
      "path": "/fraud-cases",
      "resource": "FraudCase",
      "body": [
        {
          "name": "payment_id",
          "kind": "uuid",
          "many": false,
          "refers": "Payment",
          "values": [],
          "length": null,
          "digits": null
        }
      ],
      "share": 0.0000190452
    },
    {
      "operation": "closeCaseFraudCase",
      "kind": "change",
      "method": "POST",
      "path": "/fraud-cases/{id}/close",
      "resource": "FraudCase",
      "body": null,
      "share": 0.0000190452
    },
    {
      "operation": "getFraudCase",
      "kind": "get",
      "method": "GET",
      "path": "/fraud-cases/{id}",
      "resource": "FraudCase",
      "body": null,
      "share": 0.0749999
    },
    {
      "operation": "listFraudCase",
      "kind": "list",
      "method": "GET",
      "path": "/fraud-cases",
      "resource": "FraudCase",
      "body": null,
      "share": 0.0749999
    },
    {
      "operation": "importFileClearingFile",
      "kind": "create",
      "method": "POST",
      "path": "/clearing-files",
      "resource": "ClearingFile",
      "body": [
        {
          "name": "booking_id",
          "kind": "uuid",
          "many": false,
          "refers": "Booking",
          "values": [],
          "length": null,
          "digits": null
        }
      ],
      "share": 1.90452e-7
    },
    {
      "operation": "matchEntriesClearingFile",
      "kind": "change",
      "method": "POST",
      "path": "/clearing-files/{id}/match-entries",
      "resource": "ClearingFile",
      "body": null,
      "share": 1.90452e-7
    },
    {
      "operation": "getClearingFile",
      "kind": "get",
      "method": "GET",
      "path": "/clearing-files/{id}",
      "resource": "ClearingFile",
      "body": null,
      "share": 0.0749999
    },
    {
      "operation": "listClearingFile",
      "kind": "list",
      "method": "GET",
      "path": "/clearing-files",
      "resource": "ClearingFile",
      "body": null,
      "share": 0.0749999
    }
  ]
};

/** Below this share of the wanted rate the run says nothing about the system, only about this machine. */
const leastRate = 0.95;
/** Requests that may wait for their answer at once; beyond it they count as not sent. */
const mostOpen = 20_000;
/** Ids of one kind that are kept for later requests. */
const mostIds = 10_000;
/** Objects to create of a kind of which the system has none yet. */
const created = 5;

const help = `Load test of ${plan.system}

  node load-test.mjs --base-url URL [options]

  --base-url URL    where the system answers; there is no default
  --scenario NAME   ${plan.scenarios.map(({ name }) => name).join(', ')} (default: ${plan.scenarios[0].name})
  --duration S      seconds in all, instead of those of the scenario
  --rate R          highest requests/s, instead of the scenario's; several machines can share a rate
  --seed N          of operations and values (default: 1)
  --ids FILE        JSON with ids that exist: {${plan.resources.map(({ name }) => `"${name}": ["…"]`).join(', ')}}
  --timeout S       seconds to wait for one answer (default: 10)
  --json            print JSON instead of tables
  --help            print this

  LOAD_TEST_HEADER in the environment is sent with every request${plan.header === null ? '' : `, here "${plan.header}"`}.

${plan.scenarios.map(({ name, phases }) => `  ${name.padEnd(12)}${stepsText(phases)}`).join('\n')}

Ids come from --ids, else from lists and from what is created first. An answer 409 is a conflict that the interface
allows for, and no error.

Exit code: 0 the criteria hold, 1 they do not, 2 wrong usage, 130 interrupted.
`;

function phaseText({ from, to, seconds }) {
  const rate = from === to ? `${short(to)}/s` : `${short(from)} to ${short(to)}/s`;
  return `${rate} for ${short(seconds)} s`;
}

function stepsText(phases) {
  const [first] = phases;
  const last = phases.at(-1);
  return phases.length > 3
    ? `${phases.length} steps of ${short(first.seconds)} s, ${phaseText(first)} … ${phaseText(last)}`
    : phases.map(phaseText).join(', ');
}

function short(value) {
  return String(Number(value.toPrecision(4)));
}

class Usage extends Error {}

const positive = (name, text) => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw new Usage(`--${name} takes a number above 0, not ${JSON.stringify(text)}`);
  return value;
};

const addressOf = text => {
  if (text === undefined) throw new Usage('--base-url is missing: where does the system answer?');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new Usage(`--base-url takes an address such as http://localhost:8080, not ${JSON.stringify(text)}`);
  return url;
};

const headerOf = text => {
  if (text === undefined || text === '') return {};
  const at = text.indexOf(':');
  const header = { [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
  try {
    for (const [name, value] of Object.entries(header)) {
      http.validateHeaderName(name);
      http.validateHeaderValue(name, value);
    }
  } catch {
    throw new Usage('LOAD_TEST_HEADER is not a header such as "Authorization: Bearer …"');
  }
  if (at < 1) throw new Usage('LOAD_TEST_HEADER is not a header such as "Authorization: Bearer …"');
  return header;
};

const idsIn = file => {
  const ids = new Map(plan.resources.map(({ name }) => [name, []]));
  if (file === undefined) return ids;
  let given;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Usage(`--ids ${file} cannot be read: ${error.message}`);
  }
  for (const [name, list] of Object.entries(given ?? {})) {
    if (!ids.has(name) || !Array.isArray(list))
      throw new Usage(`--ids takes lists by name, one of ${[...ids.keys()].join(', ')}; not ${name}`);
    ids.set(name, list.map(String));
  }
  return ids;
};

const optionsOf = args => {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  const named = { 'base-url': text, scenario: text, duration: text, rate: text, seed: text, ids: text };
  let values;
  try {
    ({ values } = parseArgs({ args, options: { ...named, timeout: text, json: flag, help: flag } }));
  } catch (error) {
    throw new Usage(error.message);
  }
  if (values.help) return null;
  const wanted = values.scenario ?? plan.scenarios[0].name;
  const scenario = plan.scenarios.find(({ name }) => name === wanted);
  if (scenario === undefined)
    throw new Usage(
      `--scenario is one of ${plan.scenarios.map(({ name }) => name).join(', ')}; not ${wanted}`,
    );
  const number = (name, standard) => (values[name] === undefined ? standard : positive(name, values[name]));
  return {
    base: addressOf(values['base-url']),
    scenario: scaled(scenario, number('duration', null), number('rate', null)),
    seed: number('seed', 1),
    timeout: number('timeout', 10) * 1000,
    ids: idsIn(values.ids),
    json: values.json === true,
    headers: headerOf(process.env.LOAD_TEST_HEADER),
  };
};

/** The scenario in other seconds and up to another rate, its shape kept. */
const scaled = (scenario, seconds, rate) => {
  const length = scenario.phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const highest = Math.max(...scenario.phases.flatMap(({ from, to }) => [from, to]));
  const slower = seconds === null ? 1 : seconds / length;
  const higher = rate === null ? 1 : rate / highest;
  return {
    ...scenario,
    phases: scenario.phases.map(({ from, to, seconds }) => ({
      from: from * higher,
      to: to * higher,
      seconds: seconds * slower,
    })),
  };
};

/** When each request is due: `from · t + (to − from) · t² / (2 · seconds)` of them are, t seconds into a phase. */
const scheduleOf = phases => {
  let count = 0;
  let start = 0;
  const parts = phases.map(({ from, to, seconds }, index) => {
    const part = { index, from, growth: (to - from) / seconds, first: count, start };
    count += ((from + to) / 2) * seconds;
    start += seconds;
    return part;
  });
  // A sum of shares of requests is whole up to its last digits.
  const total = Math.max(1, Math.ceil(count - 1e-6));
  let at = 0;
  return {
    total,
    seconds: start,
    /** Phase and second of a request, asked for in their order. */
    due: request => {
      while (at < parts.length - 1 && request >= parts[at + 1].first) at += 1;
      const { index, from, growth, first, start } = parts[at];
      const within = request - first;
      return {
        phase: index,
        at: start + (2 * within) / (from + Math.sqrt(from * from + 2 * growth * within)),
      };
    },
  };
};

/** Mulberry32: the same seed gives the same operations and values. */
const randomFrom = seed => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const valuesFrom = random => {
  const whole = below => Math.floor(random() * below);
  const oneOf = list => list[whole(list.length)];
  const digits = (base, count) => Array.from({ length: count }, () => whole(base).toString(base)).join('');
  const uuid = () =>
    `${digits(16, 8)}-${digits(16, 4)}-4${digits(16, 3)}-${oneOf([...'89ab'])}${digits(16, 3)}-${digits(16, 12)}`;
  const soon = () => new Date(Date.now() + whole(30 * 86_400) * 1000).toISOString();
  const text = length => digits(36, Math.max(1, Math.min(length ?? 12, 12)));
  /** Whole digits and decimals: two at most of each, and no more than the column takes. */
  const decimal = ({ digits: given }) => {
    const [precision, scale] = given ?? [4, 2];
    const before = String(whole(10 ** Math.min(2, precision - scale)));
    return scale === 0 ? before : `${before}.${digits(10, Math.min(2, scale))}`;
  };
  const kinds = {
    text: ({ length }) => text(length),
    uuid,
    integer: () => 1 + whole(100),
    decimal,
    money: decimal,
    real: () => whole(10_000) / 100,
    boolean: () => random() < 0.5,
    date: () => soon().slice(0, 10),
    time: () => soon().slice(11),
    timestamp: soon,
    duration: () => `PT${1 + whole(60)}M`,
    json: () => ({}),
    bytes: () => Buffer.from(text(12)).toString('base64'),
    enumeration: ({ values }) => oneOf(values),
  };
  return {
    oneOf,
    uuid,
    field: field => (field.many ? [kinds[field.kind](field)] : kinds[field.kind](field)),
  };
};

/** Latencies in steps of one per cent, so that hours of them take no memory. */
const histogram = () => {
  const step = Math.log(1.01);
  const lowest = 0.01;
  const counts = [];
  let count = 0;
  let most = 0;
  return {
    add: milliseconds => {
      const index = Math.max(0, Math.ceil(Math.log(milliseconds / lowest) / step));
      counts[index] = (counts[index] ?? 0) + 1;
      count += 1;
      most = Math.max(most, milliseconds);
    },
    /** The latency that this share of the requests kept; null where none was answered. */
    quantile: share => {
      if (count === 0) return null;
      let seen = 0;
      const index = counts.findIndex(one => {
        seen += one ?? 0;
        return seen >= share * count;
      });
      return Math.min(most, lowest * Math.exp(step * index));
    },
  };
};

const tally = () => ({ sent: 0, answered: 0, conflicts: 0, failed: 0, errors: {}, latencies: histogram() });

const clientFor = ({ base, headers, timeout }) => {
  const door = base.protocol === 'https:' ? https : http;
  const agent = new door.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const prefix = base.pathname.replace(/\/$/, '');
  /** Calls back once with `{ status, body }` or `{ error }`. */
  const send = (method, path, content, more, done) => {
    let finished = false;
    const finish = answer => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      done(answer);
    };
    const body = content === null ? null : JSON.stringify(content);
    const request = door.request(
      {
        agent,
        method,
        protocol: base.protocol,
        hostname: base.hostname.replace(/^\[|\]$/g, ''),
        port: base.port,
        path: `${prefix}${path}`,
        headers: {
          accept: 'application/json',
          ...(body === null
            ? method === 'GET'
              ? {}
              : { 'content-length': 0 }
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...more,
          ...headers,
        },
      },
      response => {
        const chunks = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', error => finish({ error: error.code ?? error.message }));
        response.on('end', () =>
          finish({ status: response.statusCode, location: response.headers.location, chunks }),
        );
      },
    );
    const timer = setTimeout(() => {
      finish({ error: 'timeout' });
      request.destroy();
    }, timeout);
    request.on('error', error => finish({ error: error.code ?? error.message }));
    request.end(body ?? undefined);
  };
  return { send, close: () => agent.destroy() };
};

const bodyOf = ({ chunks }) => {
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
};

/** The id of what was created: by its key in the answer, else the last part of its Location. */
const idOf = (answer, { key }) => {
  const id = bodyOf(answer)?.[key] ?? answer.location?.split('/').at(-1);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
};

const keep = (ids, id) => {
  if (id !== null && ids.length < mostIds) ids.push(id);
};

const asker =
  ({ ids }, values) =>
  request => {
    const known = ids.get(request.resource);
    const path = request.path.includes('{id}')
      ? request.path.replace('{id}', () => encodeURIComponent(values.oneOf(known)))
      : request.path;
    const value = field => {
      const others = field.refers === null ? [] : ids.get(field.refers);
      return others.length > 0 ? values.oneOf(others) : values.field(field);
    };
    const body =
      request.body === null
        ? null
        : Object.fromEntries(request.body.map(field => [field.name, value(field)]));
    return { path, body, headers: request.method === 'POST' ? { 'idempotency-key': values.uuid() } : {} };
  };

class Unreachable extends Error {}

/** Ids for the requests that need one: from lists, and where a list is empty from creating some. */
const prepare = async (options, client, ask, note) => {
  const { ids, base } = options;
  const sent = request =>
    new Promise((resolve, reject) => {
      const { path, body, headers } = ask(request);
      client.send(request.method, path, body, headers, answer => {
        if (answer.error !== undefined)
          reject(new Unreachable(`${request.method} ${base.origin}${path}: ${answer.error}`));
        if (answer.status >= 300) note(`${request.method} ${path} answered ${answer.status}`);
        resolve(answer);
      });
    });
  for (const resource of plan.resources) {
    const known = ids.get(resource.name);
    const own = plan.requests.filter(one => one.resource === resource.name);
    const list = own.find(({ kind }) => kind === 'list');
    const create = own.find(({ kind }) => kind === 'create');
    if (known.length === 0 && list !== undefined)
      for (const item of [bodyOf(await sent(list))?.items ?? []].flat())
        keep(known, item?.[resource.key] === undefined ? null : String(item[resource.key]));
    if (known.length === 0 && create !== undefined)
      for (let count = 0; count < created; count += 1) keep(known, idOf(await sent(create), resource));
  }
};

/** Picks operations by their share; one after the other in a scenario that only tries each of them. */
const pickerOf = (requests, inOrder, random) => {
  if (inOrder) return index => requests[index % requests.length];
  const whole = requests.reduce((sum, { share }) => sum + share, 0);
  return () => {
    let left = random() * whole;
    const picked = requests.find(({ share }) => {
      left -= share;
      return left < 0;
    });
    return picked ?? requests.at(-1);
  };
};

/** Counts one answer. A request that timed out was at least that slow. */
const count = (tallies, answer, milliseconds) => {
  // A redirect leads to a page for people, to sign in for instance: nothing was done.
  const refused = answer.status >= 300 && answer.status !== 409;
  const error = answer.error ?? (refused ? `HTTP ${answer.status}` : null);
  for (const one of tallies) {
    if (answer.status !== undefined) one.answered += 1;
    if (answer.status === 409) one.conflicts += 1;
    if (error === null || error === 'timeout') one.latencies.add(milliseconds);
    if (error === null) continue;
    one.failed += 1;
    one.errors[error] = (one.errors[error] ?? 0) + 1;
  }
};

const run = (options, requests, client, ask, random) => {
  const { scenario, timeout } = options;
  const schedule = scheduleOf(scenario.phases);
  const pick = pickerOf(requests, scenario.in_order, random);
  const state = {
    phases: scenario.phases.map(tally),
    operations: new Map(requests.map(({ operation }) => [operation, tally()])),
    whole: tally(),
    open: scenario.phases.map(() => 0),
    /** The phase that requests are sent in, and the seconds for which they were. */
    phase: 0,
    elapsed: 0,
    stopped: null,
  };
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  const open = () => state.open.reduce((sum, one) => sum + one, 0);

  const dispatch = (index, phase, due) => {
    const request = pick(index);
    const tallies = [state.whole, state.phases[phase], state.operations.get(request.operation)];
    if (open() >= mostOpen) {
      count(tallies, { error: 'too many open requests' }, 0);
      return;
    }
    for (const one of tallies) one.sent += 1;
    state.open[phase] += 1;
    const { path, body, headers } = ask(request);
    client.send(request.method, path, body, headers, answer => {
      state.open[phase] -= 1;
      count(tallies, answer, (elapsed() - due) * 1000);
      if (request.kind === 'create' && answer.status < 300)
        keep(
          options.ids.get(request.resource),
          idOf(
            answer,
            plan.resources.find(({ name }) => name === request.resource),
          ),
        );
      // Three refusals in a row before any answer: there is nothing to measure.
      if (state.whole.answered === 0 && state.whole.failed >= 3 && answer.error !== 'timeout')
        state.stopped ??= `nothing answers at ${options.base.origin}: ${answer.error}`;
    });
  };

  /** A step that failed, once all its answers are in: the steps above it would only fail harder. */
  const brokenStep = () =>
    scenario.stops &&
    state.phases.some(
      (one, index) =>
        index < state.phase &&
        state.open[index] === 0 &&
        failuresOf(one, scenario.phases[index], scenario.criteria).length > 0,
    );

  return {
    state,
    finished: new Promise(resolve => {
      let index = 0;
      let due = schedule.due(0);
      const drain = deadline => {
        if (open() === 0 || performance.now() > deadline || state.stopped !== null) resolve(state);
        else setTimeout(drain, 5, deadline);
      };
      const end = () => drain(performance.now() + timeout + 1000);
      const tick = () => {
        const now = elapsed();
        state.elapsed = Math.min(now, schedule.seconds);
        // Some at a time, so that answers are read in between.
        for (let burst = 0; burst < 500 && index < schedule.total && due.at <= now; burst += 1) {
          state.phase = due.phase;
          dispatch(index, due.phase, due.at);
          index += 1;
          due = index < schedule.total ? schedule.due(index) : { phase: due.phase, at: schedule.seconds };
        }
        if (state.stopped !== null || now >= schedule.seconds) return end();
        if (index === schedule.total) state.phase = scenario.phases.length - 1;
        if (brokenStep()) {
          state.stopped = '';
          return end();
        }
        if (due.at <= now) setImmediate(tick);
        else setTimeout(tick, Math.min(1000, Math.max(1, (due.at - now) * 1000)));
      };
      tick();
    }),
  };
};

const wantedOf = ({ from, to, seconds }) => Math.max(1, ((from + to) / 2) * seconds);

const shareText = share => `${Number((share * 100).toPrecision(3))} %`;

/** Why a phase does not hold, in words; empty where it does. */
const failuresOf = (one, phase, criteria) => {
  const limits = [
    ['p50', 0.5, criteria.p50],
    ['p95', 0.95, criteria.p95],
    ['p99', 0.99, criteria.p99],
  ];
  const late = limits.flatMap(([name, share, limit]) => {
    if (limit === null) return [];
    const value = one.latencies.quantile(share);
    if (value === null) return [`${name}: no request was answered`];
    return value <= limit ? [] : [`${name} is ${Math.round(value)} ms, above ${limit} ms`];
  });
  const tried = one.sent + (one.errors['too many open requests'] ?? 0);
  const share = tried === 0 ? 0 : one.failed / tried;
  const wrong =
    criteria.errors !== null && share > criteria.errors
      ? [`${shareText(share)} of requests failed, above ${shareText(criteria.errors)}`]
      : [];
  const slow =
    one.sent < Math.floor(leastRate * wantedOf(phase))
      ? [`${one.sent} of ${Math.round(wantedOf(phase))} requests left in time: share the rate with --rate`]
      : [];
  return [...slow, ...late, ...wrong];
};

const rowOf = (one, seconds) => {
  const milliseconds = share => {
    const value = one.latencies.quantile(share);
    return value === null ? null : Number(value.toPrecision(3));
  };
  return {
    sent: one.sent,
    rate: seconds > 0 ? Number((one.sent / seconds).toPrecision(4)) : 0,
    conflicts: one.conflicts,
    failed: one.failed,
    error_share: Number((one.failed / Math.max(1, one.sent)).toPrecision(4)),
    p50: milliseconds(0.5),
    p95: milliseconds(0.95),
    p99: milliseconds(0.99),
    errors: one.errors,
  };
};

/** All of a scenario as one phase: its average rate over its seconds. */
const wholePhase = phases => {
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const rate =
    phases.reduce((sum, phase) => sum + ((phase.from + phase.to) / 2) * phase.seconds, 0) / seconds;
  return { from: rate, to: rate, seconds };
};

const reportOf = ({ scenario, seed, base }, state, notes, interrupted) => {
  const { criteria, phases } = scenario;
  let start = 0;
  const judged = phases.map((phase, index) => {
    const one = state.phases[index];
    const seconds = Math.max(0, Math.min(phase.seconds, state.elapsed - start));
    start += phase.seconds;
    const failures = one.sent + one.failed === 0 ? ['not reached'] : failuresOf(one, phase, criteria);
    return { ...phase, wanted: (phase.from + phase.to) / 2, ...rowOf(one, seconds), failures };
  });
  const first = judged[0].failures;
  const broken = judged.findIndex(({ failures }) => failures.length > 0);
  const failures = {
    whole: () => failuresOf(state.whole, wholePhase(phases), criteria),
    each: () => judged.flatMap(one => one.failures.map(text => `${phaseText(one)}: ${text}`)),
    first: () => first.map(text => `${phaseText(phases[0])}: ${text}`),
  }[scenario.judged]();
  const stopped = state.stopped ? [state.stopped] : [];
  const all = interrupted ? ['interrupted'] : stopped.length > 0 ? stopped : failures;
  return {
    system: plan.system,
    scenario: scenario.name,
    base_url: base.href,
    seed,
    criteria,
    passed: all.length === 0,
    failures: all,
    ...(scenario.stops ? { held_rate: broken === 0 ? 0 : judged.at(broken - 1).to } : {}),
    whole: { wanted: wholePhase(phases).to, ...rowOf(state.whole, state.elapsed) },
    phases: judged,
    operations: [...state.operations].map(([operation, one]) => ({
      operation,
      ...rowOf(one, state.elapsed),
    })),
    notes,
  };
};

const table = (head, rows) => {
  const lines = [head, ...rows].map(cells => cells.map(cell => String(cell ?? '–')));
  const widths = head.map((_, at) => Math.max(...lines.map(cells => cells[at].length)));
  return lines
    .map(cells => cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[at]))))
    .map(cells => cells.join('  ').trimEnd())
    .join('\n');
};

const cellsOf = one => [one.sent, one.conflicts, one.failed, one.p50, one.p95, one.p99];

/** Control characters of names and answers could steer the terminal. */
const plain = text => text.replace(/[^\P{Cc}\n]/gu, ' ');

const textOf = report => {
  const phases = report.phases.map(one => [phaseText(one), short(one.wanted), one.rate, ...cellsOf(one)]);
  const whole = ['all', short(report.whole.wanted), report.whole.rate, ...cellsOf(report.whole)];
  const counted = ['sent', '409', 'failed', 'p50 ms', 'p95 ms', 'p99 ms'];
  const operations = report.operations.filter(({ sent }) => sent > 0);
  const errors = Object.entries(report.whole.errors).map(([error, many]) => `${many} × ${error}`);
  const verdict = report.passed ? 'PASSED' : `FAILED\n${report.failures.map(one => `  ${one}`).join('\n')}`;
  return plain(
    [
      `${report.system}: ${report.scenario} at ${report.base_url}`,
      table(['phase', 'wanted/s', 'sent/s', ...counted], [...phases, ...(phases.length > 1 ? [whole] : [])]),
      table(
        ['operation', ...counted],
        operations.map(one => [one.operation, ...cellsOf(one)]),
      ),
      ...(errors.length === 0 ? [] : [`Errors: ${errors.join(', ')}`]),
      ...(report.notes.length === 0 ? [] : [report.notes.join('\n')]),
      ...(report.held_rate === undefined ? [] : [`Held up to ${short(report.held_rate)} requests/s.`]),
      verdict,
    ].join('\n\n'),
  );
};

const main = async () => {
  const options = optionsOf(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(plain(help));
    return 0;
  }
  const random = randomFrom(options.seed);
  const client = clientFor(options);
  const ask = asker(options, valuesFrom(random));
  const notes = [];
  const note = text => {
    if (!notes.includes(text)) notes.push(text);
  };
  await prepare(options, client, ask, note);
  const usable = plan.requests.filter(
    ({ path, resource }) => !path.includes('{id}') || options.ids.get(resource).length > 0,
  );
  const missing = plan.requests.filter(request => !usable.includes(request));
  for (const name of new Set(missing.map(({ resource }) => resource)))
    note(`Left out, since no id of ${name} is known (--ids): every operation on one of them.`);
  const running = run(options, usable, client, ask, random);
  const interrupted = new Promise(resolve => process.once('SIGINT', () => resolve('interrupted')));
  const outcome = await Promise.race([running.finished, interrupted]);
  const early = outcome === 'interrupted';
  const report = reportOf(options, running.state, notes, early);
  process.stdout.write(`${options.json ? JSON.stringify(report, null, 2) : textOf(report)}\n`);
  client.close();
  return early ? 130 : report.passed ? 0 : 1;
};

const exit = code => {
  // Answers that are still open are of no more use, and standard output may be a pipe.
  process.stdout.write('', () => process.exit(code));
};

try {
  exit(await main());
} catch (error) {
  if (error instanceof Usage) {
    process.stderr.write(`${plain(error.message)}\n--help says how to run it.\n`);
    exit(2);
  } else if (error instanceof Unreachable) {
    process.stderr.write(`Nothing was measured. No answer to ${plain(error.message)}\n`);
    exit(1);
  } else throw error;
}

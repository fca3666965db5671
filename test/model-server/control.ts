import { z } from 'zod';
import { type Faults, fault } from './faults.ts';
import type { Log } from './log.ts';
import { issueText } from './request.ts';
import { failed, json, type Said } from './said.ts';

type Controlled = { readonly log: Log; readonly faults: Faults };

const many = z.array(fault);

/** What the service itself has not: `/control/requests` and `/control/faults`, each to read, to add to, to empty. */
export const answerControl = (
  method: string,
  path: string,
  body: unknown,
  { log, faults }: Controlled,
): Said => {
  switch (`${method} ${path}`) {
    case 'GET /control/requests':
      return json(log.entries);
    case 'DELETE /control/requests':
      log.clear();
      return json([]);
    case 'GET /control/faults':
      return json(faults.list());
    case 'DELETE /control/faults':
      faults.clear();
      return json([]);
    case 'POST /control/faults': {
      const given = Array.isArray(body) ? many.safeParse(body) : fault.safeParse(body);
      if (!given.success) return failed(400, issueText(given.error), 'req_control');
      faults.arm(Array.isArray(given.data) ? given.data : [given.data]);
      return json(faults.list());
    }
    default:
      return failed(404, `Not found: ${method} ${path}`, 'req_control');
  }
};

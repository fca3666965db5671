import type { IncomingMessage } from 'node:http';
import { createBatches } from './batches.ts';
import type { Exchange, ServiceMeans } from './exchange.ts';
import { createMessages } from './messages.ts';
import { isKnown, modelNames } from './models.ts';
import { countRequest, issueText } from './request.ts';
import { failed, json, type Said } from './said.ts';
import type { Ability } from './settings.ts';
import { inputTokens } from './tokens.ts';

const credentialOf = ({ headers }: IncomingMessage): string => {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = headers['x-api-key'];
  return bearer ?? (typeof key === 'string' ? key : '');
};

/** The routes of the API. */
export const createService = (means: ServiceMeans) => {
  const { settings, base } = means;
  const messages = createMessages(means);
  const batches = createBatches({
    now: settings.now,
    duration: settings.pace.whole,
    answer: messages.unbuffered,
    expires: customId => customId.includes('expire'),
  });

  const notFound = ({ requestId, path }: Exchange): Said => failed(404, `Not found: ${path}`, requestId);

  const toBatches = (exchange: Exchange): Said => {
    const { request, requestId, body, path } = exchange;
    const [, id = '', act = ''] = /^\/v1\/messages\/batches(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
    if (id === '' && request.method === 'GET') return json(batches.list(base()));
    if (id === '') {
      const created = batches.create(body, base());
      return 'issue' in created ? failed(400, created.issue, requestId) : json(created.state);
    }
    if (act === 'results') {
      const lines = batches.results(id);
      return lines === null
        ? notFound(exchange)
        : { ...json(null), type: 'application/x-jsonl', body: lines };
    }
    if (request.method === 'DELETE') {
      return batches.remove(id) ? json({ id, type: 'message_batch_deleted' }) : notFound(exchange);
    }
    const state = act === 'cancel' ? batches.cancel(id, base()) : batches.state(id, base());
    return state === null ? notFound(exchange) : json(state);
  };

  const countTokens = ({ requestId, body }: Exchange): Said => {
    const counted = countRequest.safeParse(body);
    return counted.success
      ? json({ input_tokens: inputTokens(counted.data) })
      : failed(400, issueText(counted.error), requestId);
  };

  const toModels = (exchange: Exchange): Said => {
    const model = (id: string) => ({
      id,
      type: 'model',
      display_name: id,
      created_at: '2026-10-01T00:00:00Z',
    });
    const name = exchange.path.split('/')[3] ?? '';
    if (name === '') return json({ data: modelNames.map(model), has_more: false });
    return isKnown(name) ? json(model(name)) : notFound(exchange);
  };

  const routes: readonly { prefix: string; ability: Ability; answer: (exchange: Exchange) => Said }[] = [
    { prefix: '/v1/messages/count_tokens', ability: 'count-tokens', answer: countTokens },
    { prefix: '/v1/messages/batches', ability: 'batches', answer: toBatches },
    { prefix: '/v1/models', ability: 'models', answer: toModels },
  ];

  /** The answer, or null where it was sent already, or never will be. */
  return async (exchange: Exchange): Promise<Said | null> => {
    const { request, requestId, path } = exchange;
    const key = credentialOf(request);
    if (key === '' || (settings.key !== null && key !== settings.key)) {
      return failed(401, key === '' ? 'Missing authentication credentials' : 'invalid API key', requestId);
    }
    if (path === '/v1/messages' && request.method === 'POST') return messages.answer(exchange);
    const route = routes.find(({ prefix }) => path.startsWith(prefix));
    return route === undefined || settings.without.has(route.ability)
      ? notFound(exchange)
      : route.answer(exchange);
  };
};

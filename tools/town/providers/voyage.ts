import { estimatedTokens } from '../text/tokens.js';
import type { Provider, TownRequest } from './provider.js';
import { json, jsonObject, retryHeader } from './provider.js';
import type { SentenceVectors } from './sentence-vectors.js';
import { DIMENSIONS } from './sentence-vectors.js';

const MODELS: Readonly<Record<string, number>> = {
  'voyage-3.5': 0.06,
  'voyage-3.5-lite': 0.02,
  'voyage-3-large': 0.18,
  'voyage-4': 0.06,
  'voyage-4-lite': 0.02,
  'voyage-4-large': 0.12,
};
const MAX_BATCH = 1000;
const OUTPUT_DIMENSIONS = [256, 512, 1024, 2048];

const refused = (detail: string) => json(400, { detail });

interface Question {
  readonly model: string;
  readonly input: readonly string[];
  readonly dimension: number;
  readonly base64: boolean;
}

function question(request: TownRequest): Question | string {
  const body = jsonObject(request);
  if (body === null) return 'The request body is not valid JSON.';
  const { model, input, output_dimension: dimension, encoding_format: format, input_type: type } = body;
  if (typeof model !== 'string' || MODELS[model] === undefined)
    return `Model ${String(model)} is not supported. Supported models are ${JSON.stringify(Object.keys(MODELS))}.`;
  const texts = typeof input === 'string' ? [input] : input;
  if (!Array.isArray(texts) || texts.length === 0 || !texts.every((text): text is string => typeof text === 'string'))
    return 'The input must be a string or a non-empty list of strings.';
  if (texts.length > MAX_BATCH) return `The batch size limit is ${MAX_BATCH}. Your batch size is ${texts.length}.`;
  if (dimension !== undefined && dimension !== null && !OUTPUT_DIMENSIONS.some((known) => known === dimension))
    return `output_dimension must be one of ${OUTPUT_DIMENSIONS.join(', ')}.`;
  if (type !== undefined && type !== null && type !== 'query' && type !== 'document')
    return "input_type must be one of None, 'query' and 'document'.";
  return {
    model,
    input: texts,
    dimension: typeof dimension === 'number' ? dimension : DIMENSIONS,
    base64: format === 'base64',
  };
}

/** A vector in fewer dimensions is a prefix, normalised again; in more it is padded. Little-endian floats when asked as base64. */
function encoded(vector: readonly number[], asked: Question): number[] | string {
  const cut = vector.slice(0, asked.dimension);
  const length = Math.sqrt(cut.reduce((sum, value) => sum + value * value, 0)) || 1;
  const sized = [
    ...cut.map((value) => value / length),
    ...new Array<number>(Math.max(0, asked.dimension - cut.length)).fill(0),
  ];
  return asked.base64
    ? Buffer.from(Float32Array.from(sized).buffer).toString('base64')
    : sized.map((value) => Number(value.toFixed(8)));
}

/** Embeddings as Voyage gives them: `POST /v1/embeddings`. */
export function voyage(vectors: SentenceVectors): Provider {
  return {
    name: 'voyage',
    operation: (request) => request.url.pathname.split('/').at(-1) ?? '',
    answer: async (request) => {
      const key = (request.headers['authorization'] ?? '').replace(/^Bearer\s+/i, '');
      if (key === '' || key === 'invalid') return json(401, { detail: 'Provided API key is invalid.' });
      if (request.url.pathname !== '/v1/embeddings') return json(404, { detail: 'Not Found' });
      if (request.method !== 'POST') return json(405, { detail: 'Method Not Allowed' });
      const asked = question(request);
      if (typeof asked === 'string') return refused(asked);
      const embeddings = await vectors.embed(asked.input);
      const tokens = asked.input.reduce((sum, text) => sum + estimatedTokens(text), 0);
      const data = embeddings.map((vector, index) => ({
        object: 'embedding',
        embedding: encoded(vector, asked),
        index,
      }));
      return json(
        200,
        { object: 'list', data, model: asked.model, usage: { total_tokens: tokens } },
        { billedMicroUsd: Math.ceil(tokens * (MODELS[asked.model] ?? 0)) },
      );
    },
    failure: (status, retryAfter) =>
      json(status, { detail: 'The request failed.' }, { headers: retryHeader(retryAfter) }),
  };
}

import { jest } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  isInputObjectType,
  isListType,
  isNonNullType,
  isEnumType,
  isScalarType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Pool } from 'pg';
import { POOL } from '../stores/tokens.js';
import { SignInCodes } from './sign-in-codes.js';
import { UsedCodes } from './used-codes.js';
import { SIGN_IN_CODE, openApiLab, type ApiLab } from '../testing/api-lab.js';

/** Root fields that anybody may ask; everything else needs a role. */
const PUBLIC_FIELDS = ['me', 'signals', 'signal', 'situations', 'situation', 'actors', 'actor'];
const ADMIN_FIELDS = ['auditLog'];

jest.setTimeout(60_000);

describe('who may do what', () => {
  let lab: ApiLab;
  let schema: GraphQLSchema;
  beforeAll(async () => {
    lab = await openApiLab();
    schema = lab.app.get(GraphQLSchemaHost).schema;
  }, 60_000);
  afterAll(() => lab.close());

  const rootFields = (type: 'Query' | 'Mutation') =>
    Object.values((type === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {});
  const operation = (type: 'Query' | 'Mutation', field: GraphQLField<unknown, unknown>) => {
    const args = field.args.filter((arg) => isNonNullType(arg.type)).map((arg) => `${arg.name}: ${sampleOf(arg.type)}`);
    return `${type === 'Query' ? 'query' : 'mutation'} { field: ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} { __typename } }`;
  };

  it('refuses every query but the public ones without a token', async () => {
    const open: string[] = [];
    for (const field of rootFields('Query')) {
      const { errors } = await lab.ask('nobody', operation('Query', field));
      if (errors[0]?.extensions.code !== 'UNAUTHENTICATED') open.push(field.name);
    }
    expect(open.sort()).toEqual([...PUBLIC_FIELDS].sort());
  });

  it('refuses every mutation without a token, and to viewers', async () => {
    for (const field of rootFields('Mutation')) {
      expect((await lab.ask('nobody', operation('Mutation', field))).errors[0]?.extensions.code).toBe(
        'UNAUTHENTICATED',
      );
      expect((await lab.ask('viewer', operation('Mutation', field))).errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('lets a viewer ask every query but those of admins', async () => {
    for (const field of rootFields('Query')) {
      const codes = (await lab.ask('viewer', operation('Query', field))).errors.map((error) => error.extensions.code);
      expect({ field: field.name, forbidden: codes.includes('FORBIDDEN') }).toEqual({
        field: field.name,
        forbidden: ADMIN_FIELDS.includes(field.name),
      });
    }
  });

  it('refuses a wrong token everywhere, also where the public may read', async () => {
    const response = await fetch(`${lab.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer wrong' },
      body: JSON.stringify({ query: '{ me { role } }' }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('shows GraphiQL and the queues to operators only', async () => {
    const html = { accept: 'text/html' };
    expect((await lab.get('nobody', '/graphql', html)).status).toBe(401);
    expect((await lab.get('viewer', '/graphql', html)).status).toBe(403);
    const page = await lab.get('operator', '/graphql', html);
    expect(page.status).toBe(200);
    expect(await page.text()).not.toMatch(/https?:\/\//);
    expect((await lab.get('viewer', '/queues/')).status).toBe(403);
    const queues = await lab.get('operator', '/queues/api/queues');
    const names = ((await queues.json()) as { queues: { name: string }[] }).queues.map((queue) => queue.name);
    expect(names.sort()).toEqual([
      'actor-discovery',
      'bootstrap',
      'full-run',
      'investigation',
      'scrape',
      'scrape-source',
      'situation-weaver',
      'supervisor',
      'synthesis',
    ]);
  });

  describe('a session', () => {
    const signIn = (code: string, from = '192.0.2.1') =>
      fetch(`${lab.url}/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
        body: JSON.stringify({ code }),
      });
    const withCookie = (cookie: string, headers: Record<string, string> = {}) =>
      fetch(`${lab.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, ...headers },
        body: JSON.stringify({ query: '{ me { role } }' }),
      });

    it('is opened once by the code of the start, as an operator, in a cookie that scripts cannot read', async () => {
      const response = await signIn(SIGN_IN_CODE);
      expect(response.status).toBe(200);
      const cookie = response.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
      expect((await signIn(SIGN_IN_CODE)).status).toBe(401);
      const pair = cookie.split(';')[0] ?? '';
      expect(await (await withCookie(`other=1; ${pair}`, { 'x-scout-csrf': '1' })).json()).toEqual({
        data: { me: { role: 'OPERATOR' } },
      });
      expect((await withCookie(pair)).status).toBe(403);
      expect(await (await withCookie(`${pair}x`, { 'x-scout-csrf': '1' })).json()).toEqual({ data: { me: null } });
    });

    it('can be opened by a new code that an operator asks for', async () => {
      const issued = await fetch(`${lab.url}/auth/sign-in-code`, {
        method: 'POST',
        headers: { authorization: 'Bearer operator-token-for-tests' },
      });
      const { code, url } = (await issued.json()) as { code: string; url: string };
      expect(url).toContain(`/sign-in?code=${code}`);
      expect((await signIn(code)).status).toBe(200);
      expect((await fetch(`${lab.url}/auth/sign-in-code`, { method: 'POST' })).status).toBe(401);
    });

    it('is a viewer’s when a viewer asks', async () => {
      const issued = await fetch(`${lab.url}/auth/sign-in-code`, {
        method: 'POST',
        headers: { authorization: 'Bearer viewer-token-for-tests' },
      });
      const signedIn = await signIn(((await issued.json()) as { code: string }).code);
      expect(await signedIn.json()).toEqual({ role: 'VIEWER' });
    });

    it('is not opened by a code that was used before a restart', async () => {
      await signIn(SIGN_IN_CODE);
      const restarted = new SignInCodes(SIGN_IN_CODE, new UsedCodes(lab.app.get<Pool>(POOL)));
      expect(await restarted.redeem(SIGN_IN_CODE, '192.0.2.1')).toEqual({ kind: 'unknown' });
    });

    it('can be opened while somebody else guesses codes', async () => {
      for (let i = 0; i < 21; i++) await signIn('guess', '192.0.2.9');
      expect((await signIn('guess', '192.0.2.9')).status).toBe(429);
      expect((await signIn('guess', '192.0.2.1')).status).toBe(401);
    });

    it('is refused for a wrong or missing code with what to do', async () => {
      expect(((await (await signIn('wrong')).json()) as { errors: { message: string }[] }).errors[0]?.message).toMatch(
        /sign-in code/,
      );
      expect((await signIn('')).status).toBe(400);
    });
  });

  it('writes down who did what, why, and how it ended', async () => {
    await lab.ask('operator', 'mutation { stopScout(query: "nowhere-known") { success } }');
    await lab.ask('admin', 'mutation { resetScoutStatus(query: "nowhere-known", reason: "looks stuck") { success } }');
    const { data } = await lab.ask<{ auditLog: { edges: { node: unknown }[] } }>(
      'admin',
      '{ auditLog(first: 2) { edges { node { who role what target reason outcome } } } }',
    );
    expect(data?.auditLog.edges.map(({ node }) => node)).toEqual([
      {
        who: 'admin token',
        role: 'ADMIN',
        what: 'resetScoutStatus',
        target: 'nowhere-known',
        reason: 'looks stuck',
        outcome: 'REGION_NOT_FOUND',
      },
      {
        who: 'operator token',
        role: 'OPERATOR',
        what: 'stopScout',
        target: 'nowhere-known',
        reason: null,
        outcome: 'REGION_NOT_FOUND',
      },
    ]);
  });
});

function sampleOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sampleOf(type.ofType as GraphQLInputType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) return '{}';
  if (isScalarType(type) && type.name === 'Boolean') return 'true';
  return isScalarType(type) && ['Int', 'Float'].includes(type.name) ? '1' : '"x"';
}

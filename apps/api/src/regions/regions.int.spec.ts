import { jest } from '@jest/globals';
import { openApiLab, type ApiLab } from '../testing/api-lab.js';

jest.setTimeout(60_000);

describe('regions through the API', () => {
  let lab: ApiLab;
  beforeAll(async () => {
    lab = await openApiLab();
  });
  afterAll(() => lab.close());

  it('by a name that nobody knows are refused with a code, whatever letters it has', async () => {
    for (const query of ['日本国', 'Zzyzxqwv Nowhere']) {
      const { data, errors } = await lab.ask(
        'operator',
        'mutation ($query: String!) { run: runScout(query: $query) { code } add: createScoutTask(query: $query) { code } }',
        { query },
      );
      expect(errors).toEqual([]);
      expect(data).toEqual({ run: { code: 'REGION_NOT_FOUND' }, add: { code: 'REGION_NOT_FOUND' } });
    }
  });

  it('tell a review of a region without a name from one of a region that is not there', async () => {
    const codes = async (query: string) => {
      const { errors } = await lab.ask(
        'operator',
        'mutation ($query: String!) { setRegionReview(query: $query, required: true) { regionSlug } }',
        { query },
      );
      return errors.map(({ extensions }) => extensions.code);
    };
    expect(await codes(' ')).toEqual(['BAD_USER_INPUT']);
    expect(await codes('nowhere-tx')).toEqual(['NOT_FOUND']);
  });
});

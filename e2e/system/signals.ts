import type { System } from './system.js';

export interface StoredSignal {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly reviewStatus: string;
  readonly sourceUrl: string;
  readonly evidence: readonly { readonly quote: string; readonly archived: { readonly mainText: string } | null }[];
}

/** Every signal of a region with its evidence, page by page. */
export async function storedSignals(system: System, region: string): Promise<readonly StoredSignal[]> {
  interface Answer {
    readonly signals: {
      readonly edges: readonly { readonly node: StoredSignal }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  }
  const all: StoredSignal[] = [];
  for (let after: string | null = null; ;) {
    const { signals }: Answer = await system.graphql<Answer>(
      `query ($region: String!, $after: String) { signals(region: $region, first: 50, after: $after) {
        edges { node { id type title reviewStatus sourceUrl evidence { quote archived { mainText } } } }
        pageInfo { hasNextPage endCursor } } }`,
      { region, after },
    );
    all.push(...signals.edges.map((edge) => edge.node));
    if (!signals.pageInfo.hasNextPage) return all;
    after = signals.pageInfo.endCursor;
  }
}

/** Text with white space and case levelled, for comparing quotes. */
export const level = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

import { queryOptions, useQuery } from '@tanstack/react-query';
import { MeDocument } from '@/generated/graphql';
import { ApiError, request } from './graphql';

/** Who is signed in. Fails with `UNAUTHENTICATED` when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const { me } = await request(MeDocument, {}, signal);
    if (me === null) throw new ApiError('Nobody is signed in.', 'UNAUTHENTICATED');
    return me;
  },
  staleTime: 60_000,
});

/** Whether the API says that nobody is signed in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'UNAUTHENTICATED';
}

/** Whether this user may start and stop runs; viewers see no buttons they can't use. */
export function useMayOperate(): boolean {
  const role = useQuery(meQuery).data?.role;
  return role === 'OPERATOR' || role === 'ADMIN';
}

import type { Metadata } from 'next';
import { returnPath } from '@/lib/return-path';
import { SignIn } from './sign-in';

export const metadata: Metadata = { title: 'Sign in' };

type Given = string | string[] | undefined;

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ code?: Given; returnTo?: Given }>;
}) {
  const { code, returnTo } = await searchParams;
  return <SignIn code={single(code) ?? ''} next={returnPath(single(returnTo))} />;
}

/** An address may name a parameter twice. */
function single(given: Given): string | undefined {
  return Array.isArray(given) ? given[0] : given;
}

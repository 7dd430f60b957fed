import type { Metadata } from 'next';
import { SignIn } from './sign-in';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ code?: string }> }) {
  const { code } = await searchParams;
  return <SignIn code={code ?? ''} />;
}

'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Network } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { Button } from '@/ui/button';
import { ErrorNote } from '@/ui/notes';

/** Turns the printed one-time code into a session. A link fills the code in; signing in stays a deliberate click, so that link previews can't use it up. Then `next` is shown, a path of this site. */
export function SignIn({ code, next }: { code: string; next: string }) {
  const router = useRouter();
  const client = useQueryClient();
  const [value, setValue] = useState(code);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const response = await fetch('/auth/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-scout-csrf': '1' },
        body: JSON.stringify({ code: value.trim() }),
      });
      if (!response.ok) {
        const answer = (await response.json().catch(() => ({}))) as { errors?: { message: string }[] };
        setError(answer.errors?.[0]?.message ?? `Signing in failed with status ${String(response.status)}.`);
        return;
      }
      client.clear();
      router.replace(next);
    } catch {
      setError('The API cannot be reached. Is the system running?');
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="mx-auto flex min-h-screen max-w-sm flex-col justify-center gap-5 p-6">
      <div className="flex items-center gap-2">
        <Network aria-hidden className="text-accent size-6" />
        <h1 className="text-xl font-semibold tracking-tight">Community Scout</h1>
      </div>
      <form
        onSubmit={(event) => void submit(event)}
        className="border-line bg-panel flex flex-col gap-3 rounded-lg border p-5"
      >
        <label htmlFor="code" className="font-medium">
          Sign-in code
        </label>
        <input
          id="code"
          value={value}
          onChange={(event) => {
            setValue(event.target.value);
          }}
          autoComplete="one-time-code"
          spellCheck={false}
          className="border-line bg-page h-9 rounded-md border px-3 font-mono"
        />
        <p className="text-muted">The start command prints a link with the code in it.</p>
        <Button type="submit" look="primary" className="justify-center" disabled={busy || value.trim() === ''}>
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      {error !== undefined && (
        <ErrorNote
          title="Not signed in"
          message={error}
          unblocks="Use the newest link that the start command printed."
        />
      )}
    </main>
  );
}

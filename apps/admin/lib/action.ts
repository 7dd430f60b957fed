'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from './graphql';

/** Why something was not done, and what to do about it. */
export interface Refusal {
  readonly message: string;
  readonly code?: string | null;
  readonly unblocks?: string | null;
}

/** The words of an error, as a refusal. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof ApiError) return { message: error.message, code: error.code };
  return { message: error instanceof Error ? error.message : String(error) };
}

/** What a mutation answers: done, or why not; with the run it is about, when there is one. */
export type Answer = {
  readonly result: { readonly success: boolean; readonly run?: { readonly id: string } | null } & Refusal;
};

/** One request a click: what was refused stays until it is dismissed, and everything shown is read again afterwards. */
export function useAction() {
  const client = useQueryClient();
  const [refusal, refuse] = useState<Refusal | null>(null);
  const mutation = useMutation({
    mutationFn: (send: () => Promise<Answer>) => send(),
    onMutate: () => {
      refuse(null);
    },
    onSuccess: ({ result }) => {
      if (!result.success) refuse(result);
    },
    onError: (error) => {
      refuse(asRefusal(error));
    },
    onSettled: () => client.invalidateQueries(),
  });
  return {
    busy: mutation.isPending,
    refusal,
    refuse,
    /** Sends; `done` is called when it was carried out, not when it was refused. */
    act: (send: () => Promise<Answer>, done?: (answer: Answer['result']) => void) => {
      mutation.mutate(send, {
        onSuccess: ({ result }) => {
          if (result.success) done?.(result);
        },
      });
    },
    dismiss: () => {
      refuse(null);
    },
  };
}

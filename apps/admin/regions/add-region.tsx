'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { AddRegionDocument } from '@/generated/graphql';
import { asRefusal, type Refusal } from '@/lib/action';
import { request } from '@/lib/graphql';
import { Button } from '@/ui/button';

/** Adds a region by its name, without running it. */
export function AddRegion({ onRefused }: { onRefused: (refusal: Refusal | null) => void }) {
  const client = useQueryClient();
  const [query, setQuery] = useState('');
  const add = useMutation({
    mutationFn: () => request(AddRegionDocument, { query }),
    onSuccess: ({ result }) => {
      onRefused(result.success ? null : result);
      if (result.success) setQuery('');
    },
    onError: (error) => {
      onRefused(asRefusal(error));
    },
    onSettled: () => client.invalidateQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <label htmlFor="new-region" className="sr-only">
        Add a region
      </label>
      <input
        id="new-region"
        value={query}
        placeholder="City or county, e.g. Austin, TX"
        className="border-line bg-panel h-8 w-64 max-w-full rounded-md border px-3"
        onChange={(event) => {
          setQuery(event.target.value);
        }}
      />
      <Button type="submit" disabled={query.trim() === '' || add.isPending}>
        <Plus aria-hidden className="size-3.5" />
        Add region
      </Button>
    </form>
  );
}

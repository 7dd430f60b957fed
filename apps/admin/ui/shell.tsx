'use client';

import { useQuery } from '@tanstack/react-query';
import {
  Activity,
  Braces,
  CircleUser,
  FileWarning,
  ListTree,
  Layers,
  LogOut,
  MapPinned,
  Network,
  Radio,
  Rss,
  Users,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { Suspense, useEffect, type ReactNode } from 'react';
import { LiveUpdates, useLiveness } from '@/lib/live';
import { signInPath } from '@/lib/return-path';
import { isSignedOut, meQuery, useMayOperate } from '@/lib/session';
import { Button } from './button';
import { ErrorNote, Loading } from './notes';

const PLACES = [
  { href: '/', label: 'Regions', icon: MapPinned },
  { href: '/runs', label: 'Runs', icon: Activity },
  { href: '/signals', label: 'Signals', icon: Radio },
  { href: '/situations', label: 'Situations', icon: Layers },
  { href: '/sources', label: 'Sources', icon: Rss },
  { href: '/actors', label: 'Actors', icon: Users },
  { href: '/findings', label: 'Findings', icon: FileWarning },
] as const;

/** The frame of every signed-in page: navigation, who is signed in, whether the page is live. */
export function Shell({ children }: { children: ReactNode }) {
  const router = useRouter();
  const me = useQuery(meQuery);
  const signedOut = isSignedOut(me.error);
  useEffect(() => {
    if (signedOut) router.replace(signInPath(window.location.pathname + window.location.search));
  }, [signedOut, router]);

  if (signedOut) return <Loading label="Going to sign-in" />;
  if (me.data === undefined) {
    return me.error === null ? (
      <Loading label="Opening" />
    ) : (
      <main className="mx-auto max-w-xl p-8">
        <ErrorNote title="The dashboard can't reach the system" message={me.error.message} />
      </main>
    );
  }
  return (
    <LiveUpdates>
      <a
        href="#main"
        className="bg-accent text-accent-ink sr-only z-50 rounded px-3 py-1 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="flex min-h-screen flex-col xl:flex-row">
        <Side name={me.data.name} role={me.data.role} />
        <main id="main" className="min-w-0 flex-1 px-5 py-6 md:px-8">
          <Suspense fallback={<Loading label="Loading" />}>{children}</Suspense>
        </main>
      </div>
    </LiveUpdates>
  );
}

function Side({ name, role }: { name: string; role: string }) {
  const pathname = usePathname();
  const isHere = (href: string) => (href === '/' ? pathname === '/' : pathname.startsWith(href));
  return (
    <header className="border-line bg-panel flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 xl:h-screen xl:w-52 xl:flex-col xl:flex-nowrap xl:items-stretch xl:border-r xl:border-b-0 xl:py-5 xl:sticky xl:top-0">
      <Link href="/" className="flex items-center gap-2 px-2 font-semibold tracking-tight">
        <Network aria-hidden className="text-accent size-5" />
        Community Scout
      </Link>
      <nav aria-label="Main" className="xl:mt-4 xl:flex-1">
        <ul className="flex flex-wrap gap-0.5 xl:flex-col">
          {PLACES.map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={isHere(href) ? 'page' : undefined}
                className={`flex h-8 items-center gap-2.5 rounded-md px-2 ${isHere(href) ? 'bg-raised text-ink font-medium' : 'text-muted hover:bg-raised hover:text-ink'}`}
              >
                <Icon aria-hidden className="size-4" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 xl:flex-col xl:flex-nowrap xl:items-stretch">
        <EngineRooms />
        <LiveNote />
        <div className="flex items-center gap-2 px-2">
          <CircleUser aria-hidden className="text-muted size-4" />
          <span className="min-w-0 flex-1 truncate" title={name}>
            <span className="sr-only">Signed in as </span>
            {role.charAt(0) + role.slice(1).toLowerCase()}
          </span>
          <SignOut />
        </div>
      </div>
    </header>
  );
}

/** Pages of the API for operators: the raw queues and the GraphQL playground. */
function EngineRooms() {
  if (!useMayOperate()) return null;
  const rooms = [
    { href: '/queues/', label: 'Queues', icon: ListTree },
    { href: '/graphql', label: 'GraphQL', icon: Braces },
  ];
  return (
    <ul aria-label="Engine rooms" className="border-line flex gap-0.5 xl:flex-col xl:border-t xl:pt-3">
      {rooms.map(({ href, label, icon: Icon }) => (
        <li key={href}>
          <a
            href={href}
            target="_blank"
            rel="noreferrer"
            className="text-muted hover:bg-raised hover:text-ink flex h-8 items-center gap-2.5 rounded-md px-2"
          >
            <Icon aria-hidden className="size-4" />
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

function SignOut() {
  const router = useRouter();
  const signOut = async () => {
    await fetch('/auth/sign-out', { method: 'POST', headers: { 'x-scout-csrf': '1' } });
    router.replace('/sign-in');
  };
  return (
    <Button look="quiet" className="px-1.5!" aria-label="Sign out" onClick={() => void signOut()}>
      <LogOut aria-hidden className="size-4" />
    </Button>
  );
}

function LiveNote() {
  const liveness = useLiveness();
  const words = { live: 'Live', connecting: 'Connecting…', offline: 'Not live: reconnecting…' }[liveness];
  return (
    <p
      role="status"
      className={`flex items-center gap-2 px-2 text-xs ${liveness === 'offline' ? 'text-bad font-medium' : 'text-muted'}`}
    >
      <span
        aria-hidden
        className={`size-2 rounded-full ${liveness === 'live' ? 'bg-good' : 'border border-current'}`}
      />
      {words}
    </p>
  );
}

'use client';

import { NotRendered, type Thrown } from '@/ui/not-rendered';

/** A page that can't be shown takes only its own place: the navigation stays. */
export default function PageError(thrown: Thrown) {
  return (
    <NotRendered
      {...thrown}
      title="This page can't be shown"
      otherwise="choose another page from the navigation, and copy the error for whoever runs the system."
    />
  );
}

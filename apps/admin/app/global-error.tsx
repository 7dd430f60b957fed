'use client';

import { NotRendered, type Thrown } from '@/ui/not-rendered';
import './globals.css';

/** When even the frame of the pages can't be shown. It stands for the whole document. */
export default function DashboardError(thrown: Thrown) {
  return (
    <html lang="en">
      <body>
        <title>Community Scout</title>
        <main className="mx-auto max-w-xl p-8">
          <NotRendered
            {...thrown}
            title="The dashboard can't be shown"
            otherwise="load the page again, and copy the error for whoever runs the system."
          />
        </main>
      </body>
    </html>
  );
}

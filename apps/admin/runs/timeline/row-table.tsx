'use client';

import { useState } from 'react';
import { Axis } from './axis';
import { RowLine, type RowActions } from './row-line';
import type { Row } from './rows';
import type { TimeScale } from './time-scale';
import { rowWindow } from './window';

const ROW_PX = 48;
const VIEW_PX = 640;

/** The lines of a time line in a scrolling box; only those around what is in sight stand in the document. */
export function RowTable({
  rows,
  scale,
  now,
  actions,
}: {
  rows: readonly Row[];
  scale: TimeScale;
  now: number;
  actions: RowActions;
}) {
  const [scrollTop, setScrollTop] = useState(0);
  const { first, end, above, below } = rowWindow(rows.length, scrollTop, ROW_PX, VIEW_PX);
  return (
    <div
      role="region"
      aria-label="Time line rows"
      tabIndex={0}
      className="overflow-auto"
      style={{ maxHeight: VIEW_PX }}
      onScroll={(event) => {
        setScrollTop(event.currentTarget.scrollTop);
      }}
    >
      <table aria-label="Time line" aria-rowcount={rows.length + 1} className="min-w-3xl table-fixed">
        <thead className="bg-panel sticky top-0 z-10">
          <tr aria-rowindex={1}>
            <th scope="col" className="w-44 lg:w-[34%]">
              Part or step
            </th>
            <th scope="col" className="w-58">
              State
            </th>
            <th scope="col" aria-label="Time line" className="font-normal!">
              <Axis scale={scale} />
            </th>
            <th scope="col" className="w-24 text-right!">
              Took
            </th>
            <th scope="col" className="w-20 text-right!">
              Spent
            </th>
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} />
          {rows.slice(first, end).map((row, index) => (
            <RowLine key={row.key} row={row} index={first + index + 2} scale={scale} now={now} actions={actions} />
          ))}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  );
}

/** Keeps the scroll bar as long as the whole list. */
function Spacer({ height }: { height: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={5} className="border-0! p-0!" style={{ height }} />
    </tr>
  );
}

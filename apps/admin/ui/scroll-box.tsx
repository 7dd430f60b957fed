'use client';

import { useEffect, useRef, useState, type ReactNode } from 'react';

/** A box whose content scrolls sideways when it is too wide; it can be reached by keyboard then, and is no stop otherwise. */
export function ScrollBox({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => {
      setScrolls(element.scrollWidth > element.clientWidth);
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => {
      observer.disconnect();
    };
  });
  return (
    <div ref={box} tabIndex={scrolls ? 0 : undefined} className="overflow-x-auto rounded-lg">
      {children}
    </div>
  );
}

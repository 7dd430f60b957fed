/** A run wrote to a region that another run holds by now: nothing was stored, and it must stop. */
export class RegionHeldByOther extends Error {
  override readonly name = 'RegionHeldByOther';
  constructor(
    readonly region: string,
    readonly holder: string,
  ) {
    super(
      `Region "${region}" is held by run ${holder}; nothing was stored. Let that run end, or reset the region's status.`,
    );
  }
}

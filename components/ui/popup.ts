/** The surface of everything that floats beside its trigger: menus, popovers, lists of a select. */
export const popupSurface =
  'rounded-xl border border-line bg-raised text-ink shadow-raised outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0'
export const itemClass =
  'flex cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-base outline-none data-highlighted:bg-sunken data-disabled:opacity-50'

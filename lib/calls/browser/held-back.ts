/** Work that may have to wait: held back in the order in which it came, until it is released. */
export const createHeldBack = () => {
  let held: (() => void)[] | null = null
  return {
    isHolding: () => held !== null,
    hold: () => {
      held ??= []
    },
    /** Now, or with the others. */
    do: (work: () => void) => (held ? void held.push(work) : work()),
    release() {
      const works = held ?? []
      held = null
      for (const work of works) work()
    },
    drop: () => {
      held = null
    },
  }
}

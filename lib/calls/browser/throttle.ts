/** Does `work` once, `ms` after it was first asked for, however often it is asked for meanwhile. */
export const throttle = (ms: number, work: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    ask: () => {
      timer ??= setTimeout(() => {
        timer = undefined
        work()
      }, ms)
    },
    cancel,
  }
}

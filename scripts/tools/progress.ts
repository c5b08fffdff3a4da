/** Tells on a terminal how far something is, in one line that is written over, and elsewhere nothing. */
export function showProgress(what: string): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => undefined
  let toldAt = 0
  return (done, total) => {
    const isOver = done >= total
    if (!isOver && Date.now() < toldAt + 200) return
    toldAt = Date.now()
    const line = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}`
    process.stderr.write(isOver ? '\r\u001B[K' : `\r\u001B[K${line}`)
  }
}

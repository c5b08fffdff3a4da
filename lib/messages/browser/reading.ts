import { isRefusal } from '#lib/errors.ts'

type Mark = (seq: number, onlyForward: boolean) => Promise<{ lastReadSeq: number }>

/**
 * How far the viewer has read. Marks at once on the screen and then on the server, one request at a time,
 * the latest wins. Marking as unread holds until the room is left: what is still on screen does not undo it.
 */
export const createReading = (start: number, mark: Mark, changed: (lastReadSeq: number) => void) => {
  let lastRead = start
  let told = start
  let held = false
  let busy = false
  /**
   * The mark on its way to the server, until it is told to all tabs: before that, what others told is older.
   */
  let telling: number | null = null

  const tell = async (): Promise<void> => {
    if (busy || told === lastRead) return
    const seq = lastRead
    busy = true
    telling = seq
    try {
      // Only somebody who marks as unread means to go back: a device that is a message behind does not.
      const { lastReadSeq } = await mark(seq, !held)
      // Less than was marked is all this server has.
      if (telling === seq) told = Math.max(seq, lastReadSeq)
      if (!held && lastReadSeq > lastRead) {
        lastRead = lastReadSeq
        changed(lastReadSeq)
      }
    } catch (error) {
      if (!isRefusal(error)) throw error
      // Nothing is lost by a missed mark: the next one, or the next visit, says it again.
      return
    } finally {
      busy = false
      telling = null
    }
    return tell()
  }
  const move = (seq: number) => {
    lastRead = seq
    changed(seq)
    void tell()
  }

  return {
    lastRead: () => lastRead,
    /** The viewer comes (back) to the room: nothing is held any more. */
    enter(seq: number) {
      lastRead = seq
      told = seq
      held = false
    },
    /** The viewer has this message before their eyes. */
    seen(seq: number) {
      if (!held && seq > lastRead) move(seq)
    },
    unreadFrom(seq: number) {
      held = true
      move(Math.max(0, seq - 1))
    },
    /** "Mark as read" is meant, whatever was held before. */
    readTo(seq: number) {
      held = false
      if (seq !== lastRead) move(seq)
    },
    /** Another tab of the viewer said so; backwards, that they marked it as unread, which holds here too. */
    heard(seq: number) {
      if (telling !== null && seq < telling) return
      if (seq === telling) {
        told = seq
        telling = null
        return
      }
      telling = null
      held = seq < lastRead
      lastRead = seq
      told = seq
      changed(seq)
    },
    /** After a lost connection: says again what may not have arrived. */
    resume: () => void tell(),
  }
}

import type { Store } from '#lib/store.ts'
import { changed, type Written, withPart } from './written.ts'

/**
 * So many steps are remembered: who was meant in what the browser brings back from further away is asked
 * anew.
 */
const mostSteps = 500

/**
 * What happens to a text while it is written: the field tells what became of it, and whom its names mean goes
 * along, back with an undo and forth with a redo too, which are the browser's own.
 */
export const createWriting = ({ get, set }: Pick<Store<Written>, 'get' | 'set'>) => {
  let steps: Written[] = []
  let now = -1
  const go = ({ text, people }: Written) => {
    steps = [...steps.slice(Math.max(0, now + 2 - mostSteps), now + 1), { text, people }]
    now = steps.length - 1
  }
  /** Where the text was so, the nearest before or after this moment. */
  const found = (text: string, kind: string): number => {
    if (kind === 'historyUndo') return steps.findLastIndex((one, at) => at < now && one.text === text)
    return kind === 'historyRedo' ? steps.findIndex((one, at) => at > now && one.text === text) : -1
  }
  return {
    /** The text of the field became another; `kind` as InputEvent.inputType has it. */
    typed(text: string, caret: number, kind: string) {
      const before = get()
      // Another tab wrote, or it was sent.
      if (steps[now]?.text !== before.text) go(before)
      const step = found(text, kind)
      if (step < 0) go(changed(before, text, caret))
      else now = step
      const { people = [] } = steps[now] ?? {}
      set({ text, people })
    },
    /** Who is meant in what stands at a place: it was chosen, or pasted. */
    mean(part: Written, at: number) {
      const { text, people } = withPart(get(), part, at)
      if (steps[now]?.text === text) steps[now] = { text, people }
      set({ text, people })
    },
  }
}
export type Writing = ReturnType<typeof createWriting>

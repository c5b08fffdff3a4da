import { holdPage } from '#lib/build/browser/unsaved-work.ts'
import { asRefusal } from '#lib/errors.ts'
import { allowed } from '#lib/limits.ts'
import { semaphore } from '#lib/semaphore.ts'
import { createStore, type Store } from '#lib/store.ts'
import { newUuid } from '#lib/uuid.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import type { Attachment } from '../schema.ts'
import type { Complaint } from './refused-files.ts'
import { removeFile } from './remove.ts'
import { uploadFile } from './upload.ts'

/** A file on its way to the server. */
export type Coming = {
  key: string
  file: File
  /** Shows a picture before it is there. */
  picture: string | null
  /** From 0 to 1. */
  progress: number
  failure: Refused | null
}
type State = {
  coming: readonly Coming[]
  complaints: readonly Complaint[]
}
/** Where finished files wait for their message. */
type Kept = Pick<Store<{ attachments: Attachment[] }>, 'get' | 'set'>
export type Staging = ReturnType<typeof createStaging>

/**
 * Files that are meant to go with the next message: checked, uploaded at once,
 * three at a time, and each may be taken back.
 */
export const createStaging = (kept: Kept, { send, forget } = { send: uploadFile, forget: removeFile }) => {
  const store = createStore<State>({ coming: [], complaints: [] })
  // What is not there yet, failed or not, this page alone has.
  let letGo: (() => void) | undefined
  store.subscribe(() => {
    if (store.get().coming.length > 0) letGo ??= holdPage()
    else letGo = letGo?.() as undefined
  })
  const turn = semaphore(3)
  const stops = new Map<string, AbortController>()
  /** The order they were chosen in, whichever is uploaded first. */
  const order = new Map<string, number>()
  let chosen = 0

  const change = (key: string, change: Partial<Coming>) =>
    store.set({ coming: store.get().coming.map((one) => (one.key === key ? { ...one, ...change } : one)) })
  const drop = (key: string) => {
    const gone = store.get().coming.find((one) => one.key === key)
    if (gone?.picture) URL.revokeObjectURL(gone.picture)
    store.set({ coming: store.get().coming.filter((one) => one.key !== key) })
  }
  const place = ({ id }: Attachment) => order.get(id) ?? -1

  const start = async ({ key, file }: Coming) => {
    const stop = new AbortController()
    stops.set(key, stop)
    const at = chosen++
    try {
      const stored = await turn(async () => {
        stop.signal.throwIfAborted()
        return send(file, { signal: stop.signal, progress: (progress) => change(key, { progress }) })
      })
      order.set(stored.id, at)
      kept.set({ attachments: [...kept.get().attachments, stored].sort((a, b) => place(a) - place(b)) })
      drop(key)
    } catch (error) {
      if (!stop.signal.aborted) change(key, { failure: asRefusal(error) })
    }
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    /** Files that are to go with the message, with words on what is left out already. */
    add(files: readonly File[], leftOut: readonly Complaint[] = []) {
      const { uploadBytes, filesPerMessage } = allowed()
      const fitting = files.filter((file) => file.size <= uploadBytes)
      const large = files.find((file) => file.size > uploadBytes)
      const left = Math.max(0, filesPerMessage - kept.get().attachments.length - store.get().coming.length)
      const taken = fitting.slice(0, left).map(comingOf)
      const complaints = [...leftOut]
      if (large) complaints.push({ why: 'large', name: large.name })
      if (fitting.length > left) complaints.push({ why: 'many' })
      store.set({ coming: [...store.get().coming, ...taken], complaints })
      for (const one of taken) void start(one)
    },
    retry(key: string) {
      const one = store.get().coming.find((each) => each.key === key)
      if (!one) return
      change(key, { failure: null, progress: 0 })
      void start(one)
    },
    /** Takes one back that is still on its way. */
    cancel(key: string) {
      stops.get(key)?.abort()
      drop(key)
    },
    /** Takes a finished one back, here and from the server. */
    remove(id: string) {
      forget(id)
      kept.set({ attachments: kept.get().attachments.filter((one) => one.id !== id) })
    },
    hush: () => store.set({ complaints: [] }),
  }
}

const known = new WeakMap<Kept, Staging>()

/** The staging of one draft, the same wherever it is asked for: uploads go on while another room is shown. */
export const stagingOf = (draft: Kept): Staging => {
  const staging = known.get(draft) ?? createStaging(draft)
  known.set(draft, staging)
  return staging
}

const comingOf = (file: File): Coming => ({
  key: newUuid(),
  file,
  picture: /^image\/(jpeg|png|webp|gif|avif)$/.test(file.type) ? URL.createObjectURL(file) : null,
  progress: 0,
  failure: null,
})

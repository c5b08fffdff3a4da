export type EmojiFacts = {
  'emoji.changed': Record<never, never>
}

export type InstanceFacts = {
  /** Of what there is one of, something that pages show. */
  'instance.changed': Record<never, never>
}

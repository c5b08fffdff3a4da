/** What a mail says, in the words of its reader: written once, sent as text and as HTML. */
export type Letter = {
  subject: string
  greeting: string
  paragraphs: string[]
  /** What it tells of, each with what it is called. */
  details?: { label: string; value: string }[]
  /** The one thing its reader may do. */
  link?: { label: string; url: string }
  /** What else there is to know, below the link. */
  notes?: string[]
}

/** Around every letter: where it comes from, and how its words are read. */
export type Surroundings = {
  place: string
  /** Why one gets it. */
  footer: string
  locale: string
  direction: 'ltr' | 'rtl'
}

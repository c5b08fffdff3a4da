/** What processes tell each other; nothing here is needed for messages to arrive. */
type Gossip =
  | { about: 'online'; userId: string; online: boolean }
  | { about: 'roll'; userIds: string[] }
  | { about: 'typing'; roomId: string; userId: string; typing: boolean }
  | { about: 'members'; roomId: string }
  | { about: 'profile'; userId: string }
  | { about: 'leaving'; of: string[]; channels: string[] }

export type Cluster = {
  /** This process among its peers. */
  node: string
  tell: (gossip: Gossip) => void
  hear: (listener: (from: string, gossip: Gossip) => void) => void
}

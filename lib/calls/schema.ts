import { z } from 'zod'
import { person } from '#lib/accounts/schema.ts'
import { id, time } from '#lib/http/schema.ts'

export const media = z.object({ microphone: z.boolean(), camera: z.boolean(), screen: z.boolean() })

/** What a participant says about one link: whether the other one's sound and pictures arrive. */
export const linkState = z.object({
  participantId: id,
  state: z.enum(['connecting', 'ok', 'unstable', 'reconnecting', 'failed']),
  /** What should arrive and does not. */
  lacks: z.enum(['sound', 'picture', 'both']).optional(),
  /** Setting the link up anew did not bring what it lacks, and is not tried again. */
  resigned: z.boolean().optional(),
  /** How good the link is, 0 to 100; both ends agree on it. */
  score: z.number().int().min(0).max(100).optional(),
})

export const participant = z.object({
  participantId: id,
  userId: id,
  name: z.string(),
  avatarUrl: z.string().nullable(),
  /** Told of guests of the installation alone. */
  guest: z.literal(true).optional(),
  /** This grows with every join; of two participants the one with the higher number makes the first offer. */
  joinSeq: z.number().int(),
  media,
  hand: z.boolean(),
  /** Whether they record the call. */
  recording: z.boolean(),
  status: z.enum(['connected', 'reconnecting']),
  links: z.array(linkState),
})

export const callState = z.object({
  startedAt: time,
  /** Everybody in the call. */
  participants: z.array(participant),
  /** Who is not let in must knock. */
  locked: z.boolean(),
})

const iceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
})
/** `expiresInMs` is null when no credential is among them. */
export const iceServers = z.object({
  iceServers: z.array(iceServer),
  expiresInMs: z.number().int().nullable(),
})

/**
 * How media of the call travels, and what a participant's engine needs for it. In a mesh each browser sends
 * to each other one, by `iceServers` where no direct way is found. A media server would be another kind, with
 * an address and a token of its own.
 */
const transport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mesh'), iceServers: z.array(iceServer) }),
])

/** How many people the call carries, and how many of them with a camera or a screen. */
const callLimits = z.object({
  participants: z.number().int(),
  withVideo: z.number().int(),
})

/** The answer to joining and to resuming: the call, oneself included, and one's place in it. */
export const seat = callState.extend({
  participantId: id,
  resumeToken: z.string(),
  /** Who waits outside; told to those who may let in. */
  knocking: z.array(person),
  transport,
  /** These are those of the mesh once more: the contract has them here. */
  iceServers: z.array(iceServer),
  limits: callLimits,
})

const description = z.object({
  type: z.enum(['offer', 'answer', 'pranswer', 'rollback']),
  sdp: z
    .string()
    .refine((sdp) => new TextEncoder().encode(sdp).length <= 65_536, 'invalid.sdp')
    .optional(),
})
const candidate = z.object({
  candidate: z.string().max(2_048),
  sdpMid: z.string().max(64).nullish(),
  sdpMLineIndex: z.number().int().min(0).max(64).nullish(),
  usernameFragment: z.string().max(256).nullish(),
})

/**
 * What the engines of two participants tell each other; the server reads no further. In the mesh it is one
 * step of negotiating a link, and with neither part it asks the other side to rebuild the link.
 */
export const signal = z.object({
  epoch: z.number().int().min(0),
  description: description.optional(),
  /** Null is the end of candidates. */
  candidate: candidate.nullish(),
})

export const resumeToken = z.string().min(1).max(1_000)
export const leaveReason = z.enum(['left', 'lost', 'removed', 'replaced', 'ended'])

export type Media = z.infer<typeof media>
export type LinkState = z.infer<typeof linkState>
export type Participant = z.infer<typeof participant>
export type CallState = z.infer<typeof callState>
export type IceServer = z.infer<typeof iceServer>
export type Transport = z.infer<typeof transport>
export type CallLimits = z.infer<typeof callLimits>
export type Seat = z.infer<typeof seat>
export type Signal = z.infer<typeof signal>
export type LeaveReason = z.infer<typeof leaveReason>

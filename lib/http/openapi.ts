import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { problem } from './schema.ts'

const schemaOf = (shape: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'openapi-3.0' })
const json = (schema: unknown, type = 'application/json') => ({ content: { [type]: { schema } } })

const bytes = { type: 'string', format: 'binary' }
/** `name` is there for names that the part of the file cannot tell. */
const fileForm = {
  type: 'object',
  required: ['file'],
  properties: { name: { type: 'string' }, file: bytes },
}

const parametersOf = (shape: z.ZodType | undefined, where: 'path' | 'query') => {
  if (!shape) return []
  const { properties = {}, required = [] } = schemaOf(shape, 'input')
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }))
}

const contentOf = ({ answer, givesFile }: Endpoint) => {
  const content = {
    ...(answer && json(schemaOf(answer, 'output')).content),
    ...(givesFile && json(bytes, '*/*').content),
  }
  return answer || givesFile ? { content } : {}
}

const describe = (endpoint: Endpoint) => ({
  summary: endpoint.summary,
  'x-needs': endpoint.needs,
  security: endpoint.needs === 'nothing' ? [] : [{ bearer: [] }, { cookie: [] }],
  parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
  ...(endpoint.takesFile && { requestBody: { required: true, ...json(fileForm, 'multipart/form-data') } }),
  ...(endpoint.body && {
    // No body is an empty one.
    requestBody: {
      required: !endpoint.body.safeParse({}).success,
      ...json(schemaOf(endpoint.body, 'input')),
    },
  }),
  responses: {
    [endpoint.status ?? (endpoint.answer || endpoint.givesFile ? 200 : 204)]: {
      description: 'Done',
      ...contentOf(endpoint),
    },
    default: {
      description: 'Refused',
      ...json({ $ref: '#/components/schemas/Problem' }, 'application/problem+json'),
    },
  },
})

/** The HTTP contract as OpenAPI 3.0.3, made from the very schemas that validate. */
export function openapi(endpoints: Endpoint[]) {
  const paths: Record<string, Record<string, ReturnType<typeof describe>>> = {}
  for (const endpoint of endpoints)
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: describe(endpoint) }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Rooms',
      version: '1',
      description:
        '`x-needs` is the scope a token must have. What needs `account` is for whoever signed in, and for no token; what needs `session`, for guests of a room too.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'rooms.session' },
      },
    },
  }
}

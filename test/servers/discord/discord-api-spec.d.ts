/** Discord's own schema as zod objects, by name; the package has no types for them. */
declare module 'discord-api-spec/zod'

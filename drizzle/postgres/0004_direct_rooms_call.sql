-- Custom SQL migration: in direct rooms people can call each other.
UPDATE "rooms" SET "type" = 'video' WHERE "visibility" = 'direct';

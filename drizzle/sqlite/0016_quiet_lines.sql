DROP INDEX `messages_quiet`;--> statement-breakpoint
CREATE INDEX `messages_quiet` ON `messages` (`room_id`,`seq`) WHERE (deleted_at is not null or not in_room or kind = 'system');
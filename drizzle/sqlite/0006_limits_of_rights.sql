ALTER TABLE `files` ADD `keeps_metadata` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `files_unsent` ON `files` (`uploader_id`) WHERE message_id is null;--> statement-breakpoint
ALTER TABLE `rooms` ADD `deleted_at` integer;--> statement-breakpoint
CREATE INDEX `rooms_deleted` ON `rooms` (`deleted_at`) WHERE deleted_at is not null;--> statement-breakpoint
ALTER TABLE `sessions` ADD `refresh_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `refreshed_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `refreshed_by` text;--> statement-breakpoint
CREATE INDEX `invites_room` ON `invites` (`room_id`,`created_by`);
ALTER TABLE `messages` ADD `removed_for` text;--> statement-breakpoint
CREATE INDEX `messages_removed` ON `messages` (`author_id`,`deleted_at`) WHERE removed_for is not null;
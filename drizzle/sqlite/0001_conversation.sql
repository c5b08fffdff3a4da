CREATE TABLE `edits` (
	`message_id` text NOT NULL,
	`revision` integer NOT NULL,
	`content` text NOT NULL,
	`written_at` integer NOT NULL,
	PRIMARY KEY(`message_id`, `revision`),
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`uploader_id` text NOT NULL,
	`message_id` text,
	`name` text NOT NULL,
	`mime_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`thumb_width` integer,
	`thumb_height` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`uploader_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `files_message` ON `files` (`message_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `link_previews` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`card` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `link_previews_time` ON `link_previews` (`created_at`);--> statement-breakpoint
CREATE TABLE `saved` (
	`user_id` text NOT NULL,
	`message_id` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `message_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `saved_time` ON `saved` (`user_id`,`saved_at`,`message_id`);--> statement-breakpoint
ALTER TABLE `memberships` ADD `level` text DEFAULT 'everything' NOT NULL;--> statement-breakpoint
ALTER TABLE `memberships` ADD `favourite` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `thread_id` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `attachments` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `previews` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `messages_thread` ON `messages` (`thread_id`,`seq`) WHERE thread_id is not null;--> statement-breakpoint
CREATE INDEX `messages_pinned` ON `messages` (`room_id`,`pinned_at`) WHERE pinned_at is not null;
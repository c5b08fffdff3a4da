CREATE TABLE `followers` (
	`thread_id` text NOT NULL,
	`user_id` text NOT NULL,
	`last_read_seq` integer NOT NULL,
	`following` integer DEFAULT true NOT NULL,
	PRIMARY KEY(`thread_id`, `user_id`),
	FOREIGN KEY (`thread_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `followers_user` ON `followers` (`user_id`);--> statement-breakpoint
DROP INDEX `messages_deleted`;--> statement-breakpoint
ALTER TABLE `messages` ADD `in_room` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `reacted_at` integer;--> statement-breakpoint
CREATE INDEX `messages_quiet` ON `messages` (`room_id`,`seq`) WHERE (deleted_at is not null or not in_room);--> statement-breakpoint
CREATE INDEX `messages_reacted` ON `messages` (`author_id`,`reacted_at`) WHERE reacted_at is not null;--> statement-breakpoint
ALTER TABLE `mentions` ADD `in_room` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `mentions` ADD `created_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `mentions_time` ON `mentions` (`user_id`,`created_at`,`message_id`);--> statement-breakpoint
-- Threads there are already are followed by who wrote in them; what was answered in them was shown in the room, and is read or unread there.
INSERT INTO `followers` (`thread_id`, `user_id`, `last_read_seq`, `following`)
	SELECT `reply`.`thread_id`, `reply`.`author_id`, `rooms`.`last_seq`, true
		FROM `messages` AS `reply` INNER JOIN `rooms` ON `rooms`.`id` = `reply`.`room_id`
		WHERE `reply`.`thread_id` IN (SELECT `id` FROM `messages`)
	UNION SELECT `first`.`id`, `first`.`author_id`, `rooms`.`last_seq`, true
		FROM `messages` AS `first` INNER JOIN `rooms` ON `rooms`.`id` = `first`.`room_id`
		WHERE `first`.`id` IN (SELECT `thread_id` FROM `messages` WHERE `thread_id` IS NOT NULL);--> statement-breakpoint
UPDATE `mentions` SET `created_at` = (SELECT `messages`.`created_at` FROM `messages` WHERE `messages`.`id` = `mentions`.`message_id`);--> statement-breakpoint
-- When somebody reacted was not noted.
UPDATE `messages` SET `reacted_at` = `created_at` WHERE `reactions` <> '[]';
ALTER TABLE `messages` ADD `forwarded_id` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `forwarded_author_id` text;
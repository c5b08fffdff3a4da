CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`lease` text,
	`done` integer,
	`total` integer,
	`failure` text,
	`enqueued_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`kind`,`due_at`) WHERE state <> 'given_up';--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key` ON `jobs` (`kind`,`key`) WHERE state <> 'given_up';--> statement-breakpoint
-- What the clock found by itself until now: rooms on their way out, and seats whose line is lost.
INSERT INTO `jobs` (`id`, `kind`, `key`, `payload`, `state`, `due_at`, `enqueued_at`)
	SELECT 'rooms.purge ' || `id`, 'rooms.purge', `id`, json_object('roomId', `id`), 'waiting', `deleted_at`, `deleted_at`
	FROM `rooms` WHERE `deleted_at` IS NOT NULL;--> statement-breakpoint
INSERT INTO `jobs` (`id`, `kind`, `key`, `payload`, `state`, `due_at`, `enqueued_at`)
	SELECT 'calls.endLostSeat ' || `id`, 'calls.endLostSeat', `id` || ' ' || `lost_at`,
		json_object('roomId', `room_id`, 'participantId', `id`, 'lostAt', `lost_at`), 'waiting', `lost_at` + 45000, `lost_at`
	FROM `participants` WHERE `lost_at` IS NOT NULL AND `left_at` IS NULL;

ALTER TABLE `messages` ADD `event` text;--> statement-breakpoint
-- What the room told in English becomes what it told of: of a call that ended, how long it was and who took part; else who began it.
UPDATE `messages` SET `event` = COALESCE(
	(SELECT json_object('what', 'call.ended', 'durationMs', `ended_at` - `started_at`, 'people', json(`messages`.`mentions`))
		FROM (SELECT `started_at`, `ended_at` FROM `calls` WHERE `calls`.`message_id` = `messages`.`id`
			ORDER BY `started_at` DESC LIMIT 1)
		WHERE `ended_at` IS NOT NULL),
	json_object('what', 'call.began', 'userId', `author_id`)
), `content` = '' WHERE `kind` = 'call';

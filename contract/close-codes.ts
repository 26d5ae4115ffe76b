/** WebSocket close code: a newer page has taken the app over. */
export const CLOSE_TAKEN_OVER = 4001;

/** WebSocket close code of RFC 6455, "going away": the app was ended. */
export const CLOSE_APP_ENDED = 1001;

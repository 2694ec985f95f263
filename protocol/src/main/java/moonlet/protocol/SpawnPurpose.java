package moonlet.protocol;

/** For what a process asks for another one. */
public enum SpawnPurpose {
    /** To let it run. */
    SPAWN,
    /** To wait for its result. */
    EXEC,
    /** To wait for the result of the function that it is. */
    CALL
}

package moonlet.lua.process;

import moonlet.protocol.Actor;

/** A userdata that stands for who acts, as {@code with_actor} takes it. */
interface ActorValue {
    Actor actor();
}

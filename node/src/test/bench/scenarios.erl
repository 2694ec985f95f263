%% The scenarios of `moonlet bench` for Erlang, to be run beside it: ./compare
-module(scenarios).
-export([main/0]).

main() ->
    run("pingpong", "round-trips/s", fun() -> pingpong(1000000) end),
    run("fanin", "messages/s", fun() -> fanin(8, 250000) end),
    run("ring", "hops/s", fun() -> ring(1000, 1000000) end),
    run("broadcast", "messages/s", fun() -> broadcast(10000, 100) end),
    run("spawn", "processes/s", fun() -> spawned(100000) end).

%% Once to warm up, and the second time counts.
run(Name, Unit, Scenario) ->
    Scenario(),
    {Count, Micros} = Scenario(),
    io:format("~s ~p ~s~n", [Name, round(Count * 1.0e6 / Micros), Unit]).

timed(Count, Work) ->
    {Micros, _} = timer:tc(Work),
    {Count, Micros}.

pingpong(N) ->
    Echo = spawn(fun echo/0),
    timed(N, fun() -> ping(Echo, N) end).

ping(Echo, 0) -> Echo ! stop;
ping(Echo, N) ->
    Echo ! {ping, self()},
    receive pong -> ping(Echo, N - 1) end.

echo() ->
    receive
        {ping, From} -> From ! pong, echo();
        stop -> ok
    end.

fanin(Senders, Each) ->
    Me = self(),
    timed(Senders * Each, fun() ->
        [spawn(fun() -> [Me ! #{id => I, value => <<"x">>} || I <- lists:seq(1, Each)] end)
         || _ <- lists:seq(1, Senders)],
        take(Senders * Each)
    end).

take(0) -> ok;
take(N) -> receive #{id := _} -> take(N - 1) end.

ring(Size, Hops) ->
    Me = self(),
    Next = lists:foldl(fun(_, P) -> spawn(fun() -> link_(P) end) end, Me, lists:seq(2, Size)),
    Result = timed(Hops, fun() -> Next ! {token, Hops, Me}, home(Next) end),
    Next ! stop,
    receive stop -> ok end,
    Result.

link_(Next) ->
    receive
        {token, 0, Home} -> Home ! done, link_(Next);
        {token, N, Home} -> Next ! {token, N - 1, Home}, link_(Next);
        stop -> Next ! stop
    end.

home(Next) ->
    receive
        done -> ok;
        {token, 0, _} -> ok;
        {token, N, Home} -> Next ! {token, N - 1, Home}, home(Next)
    end.

broadcast(Size, Rounds) ->
    Me = self(),
    Pids = [spawn(fun() -> member(Me) end) || _ <- lists:seq(1, Size)],
    Result = timed(2 * Size * Rounds, fun() ->
        [begin [P ! all || P <- Pids], [receive back -> ok end || _ <- Pids] end
         || _ <- lists:seq(1, Rounds)]
    end),
    [P ! stop || P <- Pids],
    Result.

member(Home) ->
    receive all -> Home ! back, member(Home); stop -> ok end.

spawned(N) ->
    Result = {_, _} = timed(N, fun() ->
        put(pids, [spawn(fun() -> receive stop -> ok end end) || _ <- lists:seq(1, N)])
    end),
    [P ! stop || P <- get(pids)],
    Result.

%% The remote scenarios of `moonlet bench` for Erlang, to be run beside it: ./compare-remote
-module(remote).
-export([main/1, mirror/1]).

%% Peer is a node that runs already.
main([Peer]) ->
    pong = net_adm:ping(Peer),
    [begin pingpong(Peer, 20000), ok end || _ <- lists:seq(1, 2)],
    {Rate, P50, P99} = pingpong(Peer, 20000),
    io:format("remote-pingpong ~p round-trips/s~n", [Rate]),
    io:format("remote-pingpong.p50 ~p us~n", [P50]),
    io:format("remote-pingpong.p99 ~p us~n", [P99]),
    [flood(Peer, 500000, 100), flood(Peer, 50000, 10000)],
    io:format("remote-oneway.100B ~p messages/s~n", [flood(Peer, 500000, 100)]),
    io:format("remote-oneway.10KB ~p messages/s~n", [flood(Peer, 50000, 10000)]).

pingpong(Peer, N) ->
    Text = binary:copy(<<"x">>, 100),
    Mirror = spawn(Peer, ?MODULE, mirror, [0]),
    Start = erlang:monotonic_time(microsecond),
    Took = [ping(Mirror, Text) || _ <- lists:seq(1, N)],
    Micros = erlang:monotonic_time(microsecond) - Start,
    Sorted = lists:sort(Took),
    exit(Mirror, kill),
    {N * 1000000 div Micros, lists:nth(N div 2, Sorted) / 1000, lists:nth(N * 99 div 100, Sorted) / 1000}.

ping(Mirror, Text) ->
    Sent = erlang:monotonic_time(nanosecond),
    Mirror ! {ping, self(), Text},
    receive {pong, _} -> erlang:monotonic_time(nanosecond) - Sent end.

flood(Peer, N, Bytes) ->
    Text = binary:copy(<<"x">>, Bytes),
    Mirror = spawn(Peer, ?MODULE, mirror, [0]),
    Start = erlang:monotonic_time(microsecond),
    [Mirror ! {work, Text} || _ <- lists:seq(1, N)],
    Mirror ! {done, self()},
    receive {pong, N} -> ok end,
    exit(Mirror, kill),
    N * 1000000 div (erlang:monotonic_time(microsecond) - Start).

mirror(Count) ->
    receive
        {ping, From, Text} -> From ! {pong, Text}, mirror(Count);
        {work, _} -> mirror(Count + 1);
        {done, From} -> From ! {pong, Count}, mirror(0)
    end.

import { graft, kw, tuple } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { scientific } from './scientific-environment.js';

const nx = await scientific('networkx');

describe.skipIf(nx === undefined)('networkx', () => {
  it('finds the shortest paths of a graph', () => {
    const graph = new nx.Graph();
    graph.add_edges_from([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['a', 'd'],
    ]);
    expect(nx.shortest_path(graph, 'a', 'c')).toEqual(['a', 'b', 'c']);
    expect(nx.shortest_path_length(graph, 'b', 'd')).toBe(2);
    expect([graph.number_of_nodes(), graph.length, graph.has('a'), graph.has_edge('b', 'd')]).toEqual([
      4,
      4,
      true,
      false,
    ]);
    expect([...graph.neighbors('a')]).toEqual(['b', 'd']);
  });

  it('goes by weights, also those that a function of JavaScript gives', () => {
    const graph = new nx.DiGraph();
    graph.add_weighted_edges_from([tuple('a', 'b', 1), tuple('b', 'c', 1), tuple('a', 'c', 5)]);
    expect(nx.dijkstra_path(graph, 'a', 'c')).toEqual(['a', 'b', 'c']);
    const reversed = (_from: string, _to: string, data: { weight: number }): number => 6 - data.weight;
    expect(nx.dijkstra_path(graph, 'a', 'c', kw({ weight: reversed }))).toEqual(['a', 'c']);
    expect([...nx.topological_sort(graph)]).toEqual(['a', 'b', 'c']);
    const ranks = nx.pagerank(graph);
    expect(Object.keys(ranks)).toEqual(['a', 'b', 'c']);
    expect(ranks.a + ranks.b + ranks.c).toBeCloseTo(1);
  });

  it('has views of its nodes and edges', () => {
    const graph = new nx.Graph();
    graph.add_node(1, kw({ color: 'red' }));
    graph.add_edge(1, 2, kw({ weight: 2.5 }));
    expect([...graph.nodes]).toEqual([1, 2]);
    expect(graph.nodes.at(1)).toEqual({ color: 'red' });
    expect([...graph.edges]).toEqual([[1, 2]]);
    expect(graph.edges.at(tuple(1, 2))).toEqual({ weight: 2.5 });
    expect([...graph.degree]).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(graph.at(1).at(2)).toEqual({ weight: 2.5 });
    const edges = graft.get(graph.edges, '__call__') as (options: object) => unknown;
    expect([...(edges(kw({ data: 'weight' })) as Iterable<unknown>)]).toEqual([[1, 2, 2.5]]);
    expect(nx.get_node_attributes(graph, 'color')).toEqual(new Map([[1, 'red']]));
  });

  it('has objects of JavaScript as nodes, and gives the very same', () => {
    class Station {
      readonly name: string;
      constructor(name: string) {
        this.name = name;
      }
    }
    const [a, b, c] = ['a', 'b', 'c'].map((name) => new Station(name));
    const graph = new nx.Graph();
    graph.add_edge(a, b);
    graph.add_edge(b, c);
    const path = nx.shortest_path(graph, a, c);
    expect(path).toHaveLength(3);
    expect([path[0], path[1], path[2]].every((station, at) => station === [a, b, c][at])).toBe(true);
  });

  it('gives sets, lazily', () => {
    const graph = nx.disjoint_union(nx.path_graph(3), nx.cycle_graph(3));
    expect([...nx.connected_components(graph)]).toEqual([new Set([0, 1, 2]), new Set([3, 4, 5])]);
    const first = nx.bfs_edges(nx.balanced_tree(2, 10), 0).next();
    expect(first).toEqual({ done: false, value: [0, 1] });
    expect([nx.is_connected(graph), nx.density(nx.complete_graph(4))]).toEqual([false, 1]);
  });

  it('says which path there is not', () => {
    const graph = new nx.Graph();
    graph.add_nodes_from([1, 2]);
    expect(failure(() => nx.shortest_path(graph, 1, 2))).toMatchObject({
      name: 'NetworkXNoPath',
      message: 'No path between 1 and 2.',
      remote: { type: 'networkx.exception.NetworkXNoPath' },
    });
  });
});

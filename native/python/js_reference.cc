#include "python/js_reference.h"

#include <cstring>
#include <iterator>

#include "python/execution_thread.h"
#include "python/owned.h"
#include "python/thread_context.h"
#include "python/type_spec.h"

namespace graftwire::python {

namespace {

constexpr int slotCall = 50;
constexpr int slotDealloc = 52;
constexpr int slotMembers = 72;
constexpr unsigned flagVectorcall = 1u << 11;
constexpr int memberSize = 19;
constexpr int memberReadOnly = 1;

PyObject* functionType = nullptr;
PyObject* objectType = nullptr;
PyObject* promiseType = nullptr;

bool isJavaScript(PyObject* object) {
  PyObject* type = typeOf(object);
  return type == functionType || type == objectType || type == promiseType;
}

PyObject* callFunction(PyObject* self, PyObject* const* arguments, std::size_t flaggedCount,
                       PyObject* names) {
  const JsReference* reference = JsReference::of(self);
  return reference->javaScript->invoke(reference->id, nullptr, JavaScript::Shape::call, arguments,
                                       flaggedCount & ~vectorcallOffset, names);
}

void end(PyObject* self) {
  JsReference* reference = JsReference::of(self);
  JavaScript* owner = reference->javaScript;
  // Before anybody is told: who is may receive the same object of JavaScript again, which is to be another
  // one of Python's.
  if (owner != nullptr) owner->forget(reference->id, reference->received);
  if (reference->weakReferences != nullptr) py.PyObject_ClearWeakRefs(self);
  if (owner != nullptr) owner->release();
  PyObject* type = typeOf(self);
  py.PyObject_Free(self);
  py.Py_DecRef(type);
}

/// invoke(object, shape, member, *arguments): shape 0 calls, 1 gets, 2 sets; member is a str, or None for the
/// object itself.
PyObject* invoke(PyObject*, PyObject* given) {
  const PySize count = py.PyTuple_Size(given);
  PyObject* object = count < 3 ? nullptr : py.PyTuple_GetItem(given, 0);
  if (object == nullptr || !isJavaScript(object)) {
    py.PyErr_SetString(*py.PyExc_TypeError, "invoke(object, shape, member, *arguments)");
    return nullptr;
  }
  const long shape = py.PyLong_AsLong(py.PyTuple_GetItem(given, 1));
  PyObject* member = py.PyTuple_GetItem(given, 2);
  std::vector<PyObject*> arguments;
  for (PySize i = 3; i < count; ++i) arguments.push_back(py.PyTuple_GetItem(given, i));
  const JsReference* reference = JsReference::of(object);
  return reference->javaScript->invoke(reference->id, member == py.none ? nullptr : member,
                                       static_cast<JavaScript::Shape>(shape), arguments.data(),
                                       arguments.size(), nullptr);
}

MemberDefinition members[] = {
    {"__vectorcalloffset__", memberSize, offsetof(JsReference, call), memberReadOnly, nullptr},
    {"__weaklistoffset__", memberSize, offsetof(JsReference, weakReferences), memberReadOnly, nullptr},
    {nullptr, 0, 0, 0, nullptr}};

/// owner(object): the thread of JavaScript that the object is of, as threading.get_ident() gives it there.
PyObject* owner(PyObject*, PyObject* given) {
  PyObject* object = py.PyTuple_Size(given) == 1 ? py.PyTuple_GetItem(given, 0) : nullptr;
  if (object == nullptr || !isJavaScript(object)) {
    py.PyErr_SetString(*py.PyExc_TypeError, "owner(object)");
    return nullptr;
  }
  return py.PyLong_FromUnsignedLongLong(JsReference::of(object)->javaScript->thread());
}

/// work(probe): for who waits on a lane's thread: executes there what is asked of it meanwhile, or waits a
/// while until something is. With a true `probe` only says what it would do. Gives "side" where functions are
/// executed, "javascript" where JavaScript is, None on any other thread.
PyObject* work(PyObject*, PyObject* given) {
  const ThreadContext& context = ThreadContext::current();
  ExecutionThread* side = context.execution;
  JavaScript* javaScript = context.javaScript;
  const bool isProbe = py.PyTuple_Size(given) == 1 && py.PyTuple_GetItem(given, 0) == py.trueObject;
  const char* worked = nullptr;
  if (side != nullptr && side->worksOnRequest()) {
    if (isProbe || side->workOnce()) worked = "side";
  } else if (javaScript != nullptr && javaScript->isOwnThread()) {
    if (!isProbe) javaScript->workOnce();
    worked = "javascript";
  }
  if (worked != nullptr)
    return py.PyUnicode_FromStringAndSize(worked, static_cast<PySize>(std::strlen(worked)));
  py.Py_IncRef(py.none);
  return py.none;
}

/// nudge(): what somebody waits for by work() may have come.
PyObject* nudge(PyObject*, PyObject*) {
  ReverseInvocations::nudge();
  py.Py_IncRef(py.none);
  return py.none;
}

MethodDefinition invokeDefinition{"invoke", invoke, variableArguments, nullptr};
MethodDefinition ownerDefinition{"owner", owner, variableArguments, nullptr};
MethodDefinition workDefinition{"work", work, variableArguments, nullptr};
MethodDefinition nudgeDefinition{"nudge", nudge, variableArguments, nullptr};

}  // namespace

PyObject* JsReference::makeTypes() {
  TypeSlot functionSlots[] = {{slotDealloc, reinterpret_cast<void*>(end)},
                              {slotCall, reinterpret_cast<void*>(py.PyVectorcall_Call)},
                              {slotMembers, members},
                              {0, nullptr}};
  TypeSpec functionSpec{"graftwire.JsFunction", sizeof(JsReference), 0, typeFlagDefault | flagVectorcall,
                        functionSlots};
  // The same without the call.
  TypeSlot objectSlots[] = {
      {slotDealloc, reinterpret_cast<void*>(end)}, {slotMembers, members + 1}, {0, nullptr}};
  TypeSpec objectSpec{"graftwire.JsObject", sizeof(JsReference), 0, typeFlagDefault, objectSlots};
  TypeSpec promiseSpec{"graftwire.JsPromise", sizeof(JsReference), 0, typeFlagDefault, objectSlots};
  functionType = py.PyType_FromSpec(&functionSpec);
  objectType = py.PyType_FromSpec(&objectSpec);
  promiseType = py.PyType_FromSpec(&promiseSpec);
  PyObject* parts[] = {functionType,
                       objectType,
                       promiseType,
                       py.PyCFunction_NewEx(&invokeDefinition, nullptr, nullptr),
                       py.PyCFunction_NewEx(&ownerDefinition, nullptr, nullptr),
                       py.PyCFunction_NewEx(&workDefinition, nullptr, nullptr),
                       py.PyCFunction_NewEx(&nudgeDefinition, nullptr, nullptr)};
  Owned types(py.PyTuple_New(std::size(parts)));
  if (!types) return nullptr;
  PySize index = 0;
  for (PyObject* part : parts) {
    if (part == nullptr) return nullptr;
    // The types are kept here as well.
    if (index < 3) py.Py_IncRef(part);
    py.PyTuple_SetItem(types.get(), index++, part);
  }
  return types.release();
}

void JsReference::disown(PyObject* object) {
  of(object)->javaScript->release();
  of(object)->javaScript = nullptr;
  py.Py_DecRef(object);
}

PyObject* JsReference::create(JavaScript& javaScript, std::uint32_t id, Kind kind) {
  PyObject* type = kind == Kind::function ? functionType : kind == Kind::promise ? promiseType : objectType;
  PyObject* made = py.PyType_GenericAlloc(type, 0);
  if (made == nullptr) return nullptr;
  JsReference* reference = of(made);
  reference->call = kind == Kind::function ? callFunction : nullptr;
  javaScript.acquire();
  reference->javaScript = &javaScript;
  reference->id = id;
  return made;
}

}  // namespace graftwire::python

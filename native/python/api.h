#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

// What of CPython's C API is used, found with dlsym in the libpython that was chosen at run time. One
// compiled addon serves CPython 3.9 to 3.14, so nothing here depends on a header or a struct layout of one
// version: no macro that reads a field is used, with one exception that is checked at start (typeOf(),
// below).

struct PyObject;
struct PyThreadState;
struct PyInterpreterState;

namespace graftwire::python {

struct Buffer;

using PySize = std::ptrdiff_t;

// Name, result, parameters. Each stands in every libpython from 3.9 on.
#define GRAFTWIRE_PYTHON_FUNCTIONS(X)                                                            \
  X(PyBool_FromLong, PyObject*, (long))                                                          \
  X(PyBuffer_FillInfo, int, (Buffer*, PyObject*, void*, PySize, int, int))                       \
  X(PyBuffer_Release, void, (Buffer*))                                                           \
  X(PyBytes_AsStringAndSize, int, (PyObject*, char**, PySize*))                                  \
  X(PyBytes_FromStringAndSize, PyObject*, (const char*, PySize))                                 \
  X(PyCapsule_GetPointer, void*, (PyObject*, const char*))                                       \
  X(PyCapsule_New, PyObject*, (void*, const char*, void (*)(PyObject*)))                         \
  X(PyContext_Enter, int, (PyObject*))                                                           \
  X(PyContext_Exit, int, (PyObject*))                                                            \
  X(PyCFunction_NewEx, PyObject*, (void*, PyObject*, PyObject*))                                 \
  X(PyDict_GetItemString, PyObject*, (PyObject*, const char*))                                   \
  X(PyDict_Contains, int, (PyObject*, PyObject*))                                                \
  X(PyDict_New, PyObject*, ())                                                                   \
  X(PyDict_Next, int, (PyObject*, PySize*, PyObject**, PyObject**))                              \
  X(PyDict_SetItem, int, (PyObject*, PyObject*, PyObject*))                                      \
  X(PyDict_SetItemString, int, (PyObject*, const char*, PyObject*))                              \
  X(PyDict_Size, PySize, (PyObject*))                                                            \
  X(PyErr_Clear, void, ())                                                                       \
  X(PyErr_ExceptionMatches, int, (PyObject*))                                                    \
  X(PyErr_Fetch, void, (PyObject**, PyObject**, PyObject**))                                     \
  X(PyErr_NormalizeException, void, (PyObject**, PyObject**, PyObject**))                        \
  X(PyErr_Occurred, PyObject*, ())                                                               \
  X(PyErr_SetObject, void, (PyObject*, PyObject*))                                               \
  X(PyErr_SetString, void, (PyObject*, const char*))                                             \
  X(PyErr_WriteUnraisable, void, (PyObject*))                                                    \
  X(PyEval_RestoreThread, void, (PyThreadState*))                                                \
  X(PyEval_SaveThread, PyThreadState*, ())                                                       \
  X(PyException_SetTraceback, int, (PyObject*, PyObject*))                                       \
  X(PyFloat_AsDouble, double, (PyObject*))                                                       \
  X(PyFloat_FromDouble, PyObject*, (double))                                                     \
  X(PyFrozenSet_New, PyObject*, (PyObject*))                                                     \
  X(PyGILState_Ensure, int, ())                                                                  \
  X(PyGILState_Release, void, (int))                                                             \
  X(PyImport_ImportModule, PyObject*, (const char*))                                             \
  X(PyInterpreterState_GetDict, PyObject*, (PyInterpreterState*))                                \
  X(PyInterpreterState_Main, PyInterpreterState*, ())                                            \
  X(PyInterpreterState_ThreadHead, PyThreadState*, (PyInterpreterState*))                        \
  X(PyIter_Next, PyObject*, (PyObject*))                                                         \
  X(PyList_Append, int, (PyObject*, PyObject*))                                                  \
  X(PyList_GetItem, PyObject*, (PyObject*, PySize))                                              \
  X(PyList_Insert, int, (PyObject*, PySize, PyObject*))                                          \
  X(PyList_New, PyObject*, (PySize))                                                             \
  X(PyList_SetItem, int, (PyObject*, PySize, PyObject*))                                         \
  X(PyList_Size, PySize, (PyObject*))                                                            \
  X(PyLong_AsLong, long, (PyObject*))                                                            \
  X(PyLong_AsLongLongAndOverflow, long long, (PyObject*, int*))                                  \
  X(PyLong_AsVoidPtr, void*, (PyObject*))                                                        \
  X(PyLong_FromLong, PyObject*, (long))                                                          \
  X(PyLong_FromLongLong, PyObject*, (long long))                                                 \
  X(PyLong_FromUnsignedLongLong, PyObject*, (unsigned long long))                                \
  X(PyLong_FromVoidPtr, PyObject*, (void*))                                                      \
  X(PyMem_RawFree, void, (void*))                                                                \
  X(PyMemoryView_FromObject, PyObject*, (PyObject*))                                             \
  X(PyNumber_ToBase, PyObject*, (PyObject*, int))                                                \
  X(PyObject_CallMethod, PyObject*, (PyObject*, const char*, const char*, ...))                  \
  X(PyObject_ClearWeakRefs, void, (PyObject*))                                                   \
  X(PyObject_Free, void, (void*))                                                                \
  X(PyObject_GetAttr, PyObject*, (PyObject*, PyObject*))                                         \
  X(PyObject_GetAttrString, PyObject*, (PyObject*, const char*))                                 \
  X(PyObject_GetBuffer, int, (PyObject*, Buffer*, int))                                          \
  X(PyObject_GetIter, PyObject*, (PyObject*))                                                    \
  X(PyObject_Repr, PyObject*, (PyObject*))                                                       \
  X(PyObject_RichCompareBool, int, (PyObject*, PyObject*, int))                                  \
  X(PyObject_SetAttr, int, (PyObject*, PyObject*, PyObject*))                                    \
  X(PyObject_VectorcallDict, PyObject*, (PyObject*, PyObject* const*, std::size_t, PyObject*))   \
  X(PyObject_VectorcallMethod, PyObject*, (PyObject*, PyObject* const*, std::size_t, PyObject*)) \
  X(PySet_Add, int, (PyObject*, PyObject*))                                                      \
  X(PySet_New, PyObject*, (PyObject*))                                                           \
  X(PySet_Size, PySize, (PyObject*))                                                             \
  X(PyStructSequence_SetItem, void, (PyObject*, PySize, PyObject*))                              \
  X(PySys_GetObject, PyObject*, (const char*))                                                   \
  X(PySys_SetObject, int, (const char*, PyObject*))                                              \
  X(PyThreadState_Clear, void, (PyThreadState*))                                                 \
  X(PyThreadState_DeleteCurrent, void, ())                                                       \
  X(PyThreadState_New, PyThreadState*, (PyInterpreterState*))                                    \
  X(PyThreadState_SetAsyncExc, int, (unsigned long, PyObject*))                                  \
  X(PyTuple_GetItem, PyObject*, (PyObject*, PySize))                                             \
  X(PyTuple_New, PyObject*, (PySize))                                                            \
  X(PyTuple_SetItem, int, (PyObject*, PySize, PyObject*))                                        \
  X(PyTuple_Size, PySize, (PyObject*))                                                           \
  X(PyType_FromSpec, PyObject*, (void*))                                                         \
  X(PyType_GenericAlloc, PyObject*, (PyObject*, PySize))                                         \
  X(PyUnicode_AsEncodedString, PyObject*, (PyObject*, const char*, const char*))                 \
  X(PyUnicode_AsUTF8AndSize, const char*, (PyObject*, PySize*))                                  \
  X(PyUnicode_DecodeLatin1, PyObject*, (const char*, PySize, const char*))                       \
  X(PyUnicode_DecodeUTF16, PyObject*, (const char*, PySize, const char*, int*))                  \
  X(PyUnicode_DecodeUTF8, PyObject*, (const char*, PySize, const char*))                         \
  X(PyUnicode_FromKindAndData, PyObject*, (int, const void*, PySize))                            \
  X(PyUnicode_FromStringAndSize, PyObject*, (const char*, PySize))                               \
  X(PyUnicode_InternInPlace, void, (PyObject**))                                                 \
  X(PyVectorcall_Call, PyObject*, (PyObject*, PyObject*, PyObject*))                             \
  X(Py_DecRef, void, (PyObject*))                                                                \
  X(Py_DecodeLocale, wchar_t*, (const char*, std::size_t*))                                      \
  X(Py_GetVersion, const char*, ())                                                              \
  X(Py_IncRef, void, (PyObject*))                                                                \
  X(Py_InitializeEx, void, (int))                                                                \
  X(Py_IsInitialized, int, ())                                                                   \
  X(Py_SetProgramName, void, (const wchar_t*))

// Objects and types that are data, not functions.
#define GRAFTWIRE_PYTHON_OBJECTS(X) \
  X(none, "_Py_NoneStruct")         \
  X(trueObject, "_Py_TrueStruct")   \
  X(falseObject, "_Py_FalseStruct") \
  X(boolType, "PyBool_Type")        \
  X(longType, "PyLong_Type")        \
  X(floatType, "PyFloat_Type")      \
  X(unicodeType, "PyUnicode_Type")  \
  X(bytesType, "PyBytes_Type")      \
  X(listType, "PyList_Type")        \
  X(tupleType, "PyTuple_Type")      \
  X(dictType, "PyDict_Type")        \
  X(setType, "PySet_Type")          \
  X(frozenSetType, "PyFrozenSet_Type")

// Pointers to exception classes: the symbol is a variable that holds the class.
#define GRAFTWIRE_PYTHON_EXCEPTIONS(X) \
  X(PyExc_BufferError)                 \
  X(PyExc_KeyboardInterrupt)           \
  X(PyExc_TypeError)                   \
  X(PyExc_UnicodeEncodeError)          \
  X(PyExc_MemoryError)                 \
  X(PyExc_RecursionError)              \
  X(PyExc_StopIteration)               \
  X(PyExc_SystemExit)

/// The table of functions. Filled once by load(), under the lock of whoever starts the interpreter, and only
/// read after.
struct Api {
#define X(name, result, parameters) result(*name) parameters = nullptr;
  GRAFTWIRE_PYTHON_FUNCTIONS(X)
#undef X
#define X(name, symbol) PyObject* name = nullptr;
  GRAFTWIRE_PYTHON_OBJECTS(X)
#undef X
#define X(name) PyObject** name = nullptr;
  GRAFTWIRE_PYTHON_EXCEPTIONS(X)
#undef X

  /// A deprecated variable that a later version may not have any more: nullptr then.
  int* Py_NoSiteFlag = nullptr;
  /// Of 3.10 and later; nullptr otherwise.
  int (*PyIter_Send)(PyObject*, PyObject*, PyObject**) = nullptr;

  /// Looks every name up in a library that dlopen() gave. On failure `missing` is the first one that is not
  /// there.
  bool load(void* library, std::string& missing);
};

extern Api py;

/// The class of an object (borrowed). Reads the word behind the reference count, where it stands in every
/// build with a GIL and without reference tracing; startInterpreter() proves it on known objects and refuses
/// the interpreter otherwise.
inline PyObject* typeOf(const PyObject* object) {
  return *reinterpret_cast<PyObject* const*>(reinterpret_cast<const char*>(object) + sizeof(void*));
}

/// How many references there are to an object that is not immortal. Reads the word before the class, of which
/// later versions use the lower half.
inline std::uint32_t referencesOf(const PyObject* object) {
  return *reinterpret_cast<const std::uint32_t*>(object);
}

/// PY_VECTORCALL_ARGUMENTS_OFFSET: the callee may use the slot before the arguments.
constexpr std::size_t vectorcallOffset = std::size_t{1} << (8 * sizeof(std::size_t) - 1);

}  // namespace graftwire::python
